"""Members of households that registered themselves don't speak the site's language because nobody has said which they speak.

The platform had filled the empty field with the site's own. Where all members of a household that prefers another language have
it, nobody has chosen it.
"""

import frappe


def execute() -> None:
	"""Empty the language of such members; what an officer has chosen for one of them stays."""
	own = frappe.db.get_default("language") or "sv"
	asked = {"registered_through": "Portal", "preferred_language": ["not in", ["", own]]}
	for applicant in frappe.get_all("Applicant", asked, pluck="name", order_by="name"):
		rows = {"parenttype": "Applicant", "parent": applicant}
		if set(frappe.get_all("Household Member", rows, pluck="language", order_by="idx")) == {own}:
			frappe.db.set_value("Household Member", rows, "language", None)
