"""The Desk documents that the platform doesn't bring from the module's folder, and the removal of all of them.

Workspace, reports, number cards, charts and onboarding come by themselves; a Custom HTML Block belongs to
no module, so it is created here if missing and is the administrator's from then on.
"""

import json
from pathlib import Path

import frappe

from oppna_ditt_hem import compat
from oppna_ditt_hem.module import MODULE
from oppna_ditt_hem.setup.missing import create_if_missing

FOLDER = Path(__file__).parent.parent / "oppna_ditt_hem"
BLOCKS = ("new_case", "places_map")
# Listed before what they point at, so that nothing is left pointing at a removed document.
OF_THE_MODULE = (
	"Workspace",
	"Dashboard",
	"Number Card",
	"Dashboard Chart",
	"Module Onboarding",
	"Report",
	"Notification",
)


def create() -> None:
	"""Create each block of the start page that is missing."""
	for folder in BLOCKS:
		block = read_block(folder)
		create_if_missing("Custom HTML Block", block["name"], block)


def read_block(folder: str) -> dict:
	"""A block as a document: its names and roles from the JSON file, its parts from the files beside."""
	at = FOLDER / "custom_html_block" / folder
	block = json.loads((at / f"{folder}.json").read_text(encoding="utf-8"))
	parts = {"html": "html", "script": "js", "style": "css"}
	for field, extension in parts.items():
		block[field] = (at / f"{folder}.{extension}").read_text(encoding="utf-8")
	block["roles"] = [{"doctype": "Has Role", "role": role} for role in block["roles"]]
	return block


def remove() -> None:
	"""Delete every Desk document of the app for good, and what else points at one (before the module goes)."""
	forget_default_workspace()
	steps = names_in("onboarding_step")
	for doctype in OF_THE_MODULE:
		for name in frappe.get_all(doctype, {"module": MODULE}, pluck="name", order_by="name"):
			delete(doctype, name)
	for name in steps:
		delete("Onboarding Step", name)
	for folder in BLOCKS:
		delete("Custom HTML Block", read_block(folder)["name"])


def forget_default_workspace() -> None:
	ours = frappe.get_all("Workspace", {"module": MODULE}, pluck="name", order_by="name")
	if ours:
		frappe.db.set_value("User", {"default_workspace": ["in", ours]}, "default_workspace", None)


def names_in(folder: str) -> list[str]:
	"""Names of the documents that a folder of the module ships."""
	files = sorted((FOLDER / folder).glob("*/*.json"))
	return [json.loads(file.read_text(encoding="utf-8"))["name"] for file in files]


def delete(doctype: str, name: str) -> None:
	frappe.delete_doc(
		doctype,
		name,
		force=True,
		ignore_permissions=True,
		ignore_missing=True,
		ignore_on_trash=True,
		delete_permanently=True,
	)
	compat.forget_permission_log(doctype, [name])
