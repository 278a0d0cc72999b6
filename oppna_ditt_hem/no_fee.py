"""Invariant 7: nobody adds a place for a fee from the household, not with a field of their own either."""

import frappe
from frappe import _, bold

from oppna_ditt_hem.economy.fees import HOUSEHOLD_SIDE, names_a_fee
from oppna_ditt_hem.refusals import StageRuleError, refuse


def refuse_field(doc, method: str | None = None) -> None:
	"""Refuse a field of an administrator's own, or another label of one of ours, that would carry a fee.

	Raises:
		StageRuleError: names the field and the law.
	"""
	doctype = doc.get("dt") or doc.get("doc_type")
	texts = (doc.get("fieldname"), doc.get("label")) if doc.doctype == "Custom Field" else (doc.get("value"),)
	if doctype not in HOUSEHOLD_SIDE or not named(doc, texts):
		return
	refuse(
		_(
			"{0} on {1} would record a fee from the household. Nobody may charge a household for brokering a home (Jordabalken 12 kap."
			" 65 a §), so there is no place for one. Leave the field out."
		).format(bold(frappe.utils.escape_html(texts[-1] or texts[0])), bold(_(doctype))),
		StageRuleError,
	)


def named(doc, texts: tuple) -> bool:
	return (doc.doctype == "Custom Field" or doc.get("property") == "label") and names_a_fee(*texts)
