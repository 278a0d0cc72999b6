"""Signing by two persons: the economist and the manager (grants and their reports)."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from oppna_ditt_hem.refusals import SelfApprovalError, refuse

SIGNATURES = (
	("Grant Controller", "economist_signed_by", "economist_signed_on"),
	("Housing Manager", "manager_signed_by", "manager_signed_on"),
)


def sign(doc) -> None:
	"""Put the current user's signature where their role has its line.

	Raises:
		SelfApprovalError: the user has neither role, or has already signed the other line.
	"""
	roles, user = set(frappe.get_roles()), frappe.session.user
	open_lines = [line for line in SIGNATURES if line[0] in roles and not doc.get(line[1])]
	if user == "Administrator" or not open_lines:
		refuse(
			_("There is no open signature for you: {0} and {1} sign, one person each.").format(
				_("Grant Controller"), _("Housing Manager")
			),
			SelfApprovalError,
		)
	if user in (doc.economist_signed_by, doc.manager_signed_by):
		refuse(
			_("You have signed already; the second signature has to be another person's."), SelfApprovalError
		)
	doc.update({open_lines[0][1]: user, open_lines[0][2]: now_datetime()})
	doc.flags.written_by_code = True
	doc.save()


def carry_over(report, grant) -> None:
	"""Let a grant show the signatures of its final report."""
	values = {field: report.get(field) for _role, *fields in SIGNATURES for field in fields}
	grant.db_set(values, notify=True)
