"""What is kept about a landlord: to see, correct and download, and to ask to have deleted."""

import json

import frappe
from frappe import _

from oppna_ditt_hem import messages, todos
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import accounts, kept, language, limits, page
from oppna_ditt_hem.portal.offering import drafts, reading, steps
from oppna_ditt_hem.portal.offering.steps import Field, Step
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import for_all_readers

PATH = "/mina-uppgifter"
DETAILS = Step(
	"uppgifter",
	"",
	(
		*steps.YOU.parts,
		Field("address_line", steps.TEXT, N_("Street and number"), autocomplete="street-address"),
		Field("postal_code", steps.TEXT, N_("Postal code"), most=10, autocomplete="postal-code"),
		Field("locality", steps.SELECT, N_("In which place?")),
	),
)
ASK_TO_DELETE = N_(
	"The landlord asks to have everything about them deleted. Find out what may be deleted, and answer."
)


def build() -> dict:
	doc = frappe.get_doc("Landlord", page.landlord())
	if not accounts.is_named(doc.name):
		doc.landlord_name = ""
	late = kept.recalled()
	typed = {field.name: late.get(field.name, "") for field in DETAILS.fields}
	return view(doc, typed if late else drafts.held(DETAILS, doc))


def view(doc, typed: dict, wrong: dict | None = None) -> dict:
	return {
		"parts_of_form": DETAILS.parts,
		"typed": typed,
		"errors": wrong or {},
		"asks": {field.name: _(field.ask) for field in DETAILS.fields},
		"options": lambda name: reading.options("Landlord", name),
		"is_group": lambda part: False,
		"email": frappe.session.user,
		"told": TOLD.get(frappe.form_dict.get("klart") or "", str)(),
	}


TOLD = {
	"andrad": lambda: _("The change is saved."),
	"radera": lambda: _("We have got your wish, and answer within a month."),
}


def act(form: dict) -> dict:
	doc = frappe.get_doc("Landlord", page.landlord(), for_update=True)
	if form.get("do") == "delete":
		return ask_to_delete(doc)
	values, typed, wrong = reading.read(DETAILS, form, "Landlord")
	if wrong:
		return {"instead": True, **view(doc, typed, wrong)}
	refused = page.refusal_of(lambda: doc.update(values).save())
	if refused:
		return {"instead": True, **view(doc, typed), "error": refused}
	page.go(f"{PATH}?klart=andrad")


def ask_to_delete(doc) -> None:
	"""A person decides: agreements and bookings have to be kept for their time. Asking again opens no second task."""
	task = for_all_readers(ASK_TO_DELETE)
	asked = {"reference_type": doc.doctype, "reference_name": doc.name, "description": task, "status": "Open"}
	if frappe.db.get_value("ToDo", asked, for_update=True):
		page.go(f"{PATH}?klart=radera")
	if not limits.within("delete", frappe.session.user, 3):
		refuse(_("That was too many times. Wait an hour, or call us."))
	with as_system("Portal"):
		todos.give(doc, todos.managers_of(doc), task)
	page.go(f"{PATH}?klart=radera")


def everything() -> str:
	"""All that the landlord may read of what is kept about them and their homes, as JSON."""
	found = {"Landlord": [readable("Landlord", page.landlord())]}
	for doctype in ("Listing", "Placement"):
		names = frappe.get_list(doctype, pluck="name", order_by="creation", limit=0)
		found[doctype] = [readable(doctype, name) for name in names]
		written = messages.threads(doctype, names, page.landlord())
		found.setdefault("Message", []).extend(
			{"about": name, **row} for name, rows in written.items() for row in rows
		)
	return json.dumps(found, default=str, ensure_ascii=False, indent=1)


def readable(doctype: str, name: str) -> dict:
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	return {key: value for key, value in doc.as_dict(no_nulls=True).items() if not key.startswith("_")}


@frappe.whitelist(methods=["GET"])
def download() -> None:
	"""Everything of `everything` as a file, to the landlord who is logged in.

	Raises:
		frappe.PermissionError: whoever asks is no landlord.
	"""
	language.choose()
	if not page.landlord():
		raise frappe.PermissionError
	frappe.response.filename = "oppna-ditt-hem.json"
	frappe.response.filecontent = everything().encode()
	frappe.response.type = "download"
