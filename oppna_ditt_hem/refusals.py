"""Refusals: named errors, each a sentence that names the field, the rule and what would do.

Invariant 12. A test asserts the exact class; a person reads the sentence.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import cstr


class MissingFieldsError(frappe.ValidationError):
	"""A stage asks for fields that are still empty."""


class StageRuleError(frappe.ValidationError):
	"""A rule of the stage that is being entered doesn't hold."""


class EditLockError(frappe.PermissionError):
	"""The workflow lets other roles edit in this state."""


class SelfApprovalError(frappe.PermissionError):
	"""Somebody tries to approve what they entered."""


class HomeTakenError(frappe.ValidationError):
	"""The home has no room for the household on some day (invariant 1)."""


class HouseholdHeldError(frappe.ValidationError):
	"""The household already has a live offer or a home (invariant 2)."""


class OverrideNeededError(frappe.ValidationError):
	"""A requirement is broken and no manager has overridden it (invariant 10)."""


class ContactNotReleasedError(frappe.ValidationError):
	"""A side would learn of the other what its stage doesn't release (invariant 4)."""


class WorkflowUnfitError(frappe.ValidationError):
	"""A workflow that the code could not live with."""


class CriterionError(frappe.ValidationError):
	"""A matching criterion that can't be used."""


class IdentityNumberError(frappe.ValidationError):
	"""The identity number doesn't fit its kind."""


class LedgerError(frappe.ValidationError):
	"""A booking that the grant's ledger can't take (invariant 9)."""


def is_blank(doc, fieldname: str) -> bool:
	"""True where a person has not answered: empty text, no rows, or no number."""
	value = doc.get(fieldname)
	if doc.meta.get_field(fieldname).fieldtype in ("Currency", "Float", "Int"):
		return not value
	return value in (None, "", 0, [])


def require(doc, fieldnames, purpose: str) -> None:
	"""Refuse with every missing field in one sentence, so that a form is corrected once.

	Args:
		doc: the document.
		fieldnames: fields that must be filled in.
		purpose: a translated phrase for what they are needed for, such as "before it is submitted".

	Raises:
		MissingFieldsError: names each field by its label.
	"""
	missing = [_(doc.meta.get_label(name)) for name in fieldnames if is_blank(doc, name)]
	if missing:
		frappe.throw(
			_("Fill in {0} {1}.").format(frappe.bold(", ".join(missing)), purpose),
			MissingFieldsError,
			title=_("Something is missing"),
		)


def refuse_overtaken() -> None:
	"""Refuse what a page that was opened earlier offers no longer.

	Raises:
		StageRuleError: always.
	"""
	refuse(_("That is not possible now. Something has changed; look at the page again."))


def refuse(message: str, error: type[Exception] = StageRuleError, title: str | None = None) -> None:
	"""Stop with a translated sentence and a named error.

	Raises:
		error: always.
	"""
	frappe.throw(cstr(message), error, title=title or _("This can't be done yet"))


def refuse_reversed(
	doc,
	first: str,
	last: str,
	convert: Callable,
	error: type[Exception] = StageRuleError,
	title: str | None = None,
) -> None:
	"""Refuse a span whose end lies before its beginning; either may be open.

	Args:
		first, last: the two fields.
		convert: makes of their values what can be compared, such as `getdate`.

	Raises:
		error: names both fields.
	"""
	if doc.get(first) and doc.get(last) and convert(doc.get(last)) < convert(doc.get(first)):
		refuse(
			_("{0} lies before {1}. Swap them, or correct one of them.").format(
				frappe.bold(_(doc.meta.get_label(last))), frappe.bold(_(doc.meta.get_label(first)))
			),
			error,
			title,
		)
