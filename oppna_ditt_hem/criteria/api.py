"""What the form of a Matching Criterion asks the server: what may be used, whether it will do, and what it would do."""

import frappe
from frappe import _

from oppna_ditt_hem.criteria import guide as guides
from oppna_ditt_hem.criteria import history, previews
from oppna_ditt_hem.matching import expression as expressions
from oppna_ditt_hem.matching.expression_text import BadExpression
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.saying import show

DOCTYPE = "Matching Criterion"


@frappe.whitelist(methods=["GET", "POST"])
def guide() -> dict:
	"""Every built-in rule with its parameters, and what an administrator's own rule may use; see `guides.whole`.

	Raises:
		frappe.PermissionError: the user may not read criteria.
	"""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	return guides.whole()


@frappe.whitelist(methods=["POST"])
def check_expression(expression: str) -> dict:
	"""Whether an expression can be used.

	Returns {"kind"} with the kind of value it gives, or {"problem"} with a sentence that says what would do.

	Raises:
		frappe.PermissionError: the user may not read criteria.
	"""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	try:
		return {"kind": _(expressions.compile(expression).kind)}
	except BadExpression as error:
		return {"problem": render(error.template, error.params, _, show)}


@frappe.whitelist(methods=["POST"])
def preview(doc: str | dict) -> dict:
	"""What saving this form would do with today's market; nothing is saved.

	Args:
		doc: the form's values, saved or not.

	Returns what `previews.preview` returns.

	Raises:
		CriterionError: what saving would be refused for.
		frappe.PermissionError: the user may not save it.
	"""
	return previews.preview(frappe.parse_json(doc))


@frappe.whitelist(methods=["GET", "POST"])
def changes(criterion: str) -> list[dict]:
	"""Who changed what in a criterion, latest first; see `history.changes`.

	Raises:
		frappe.PermissionError: the user may not read the criterion.
	"""
	doc = frappe.get_doc(DOCTYPE, criterion)
	doc.check_permission("read")
	return history.changes(doc)


@frappe.whitelist(methods=["GET", "POST"])
def script_text(criterion: str) -> str | None:
	"""The text of the server script that a saved criterion uses, for those who may read the criterion.

	Raises:
		frappe.PermissionError: the user may not read the criterion.
	"""
	doc = frappe.get_doc(DOCTYPE, criterion)
	doc.check_permission("read")
	if doc.source != "Server script" or not doc.active:
		return None
	return frappe.db.get_value("Server Script", doc.server_script, "script")
