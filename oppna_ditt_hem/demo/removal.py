"""The mirror of `loading`: deletes what the registry names, what the platform keeps about it, nothing else."""

from collections import defaultdict

import frappe
from frappe import _

from oppna_ditt_hem import compat
from oppna_ditt_hem.demo.registry import Registry

# (table of the platform, column with the doctype, column with the name)
ABOUT = (
	("Version", "ref_doctype", "docname"),
	("Comment", "reference_doctype", "reference_name"),
	("Communication Link", "link_doctype", "link_name"),
	("Communication", "reference_doctype", "reference_name"),
	("ToDo", "reference_type", "reference_name"),
	("Workflow Action", "reference_doctype", "reference_name"),
	("DocShare", "share_doctype", "share_name"),
	("Document Follow", "ref_doctype", "ref_docname"),
	("View Log", "reference_doctype", "reference_name"),
	("Access Log", "export_from", "reference_document"),
	("Activity Log", "reference_doctype", "reference_name"),
	("Notification Log", "document_type", "document_name"),
	("Tag Link", "document_type", "document_name"),
	("Email Queue", "reference_doctype", "reference_name"),
	("Deleted Document", "deleted_doctype", "deleted_name"),
	("User Permission", "allow", "for_value"),
	("Permission Log", "for_doctype", "for_document"),
	("__global_search", "doctype", "name"),
	("Stage Log", "reference_doctype", "reference_name"),
)
# (table of the platform, column with the user)
OF_USER = (
	("Activity Log", "user"),
	("Access Log", "user"),
	("Route History", "user"),
	("Notification Log", "for_user"),
	("View Log", "viewed_by"),
	("Dashboard Settings", "user"),
	("DefaultValue", "parent"),
	("Sessions", "user"),
	("__UserSettings", "user"),
	("__Auth", "name"),
)
CHILDREN = {"Workflow Action": "Workflow Action Permitted Role", "Email Queue": "Email Queue Recipient"}
CASES = (
	"Landlord",
	"Listing",
	"Applicant",
	"Placement",
	"Grant",
	"Grant Rate",
	"Grant Entry",
	"Cost Allocation",
	"Grant Report",
	"Concern",
)
# What the engine computes may go with what it was computed from.
DERIVED = ("Match Proposal", "Matching Run")
# Real places and languages stay where somebody else's documents use them by now.
MASTERS = ("Locality", "Language")


class DemoInUseError(frappe.ValidationError):
	"""Other documents point at the demo's."""


def remove_story(force: bool = False) -> None:
	"""See `oppna_ditt_hem.demo.remove`."""
	registry = Registry()
	if not registry.rows:
		return
	doomed = {doctype: set(registry.names(doctype)) for doctype in registry.doctypes()}
	settings = doomed.pop("Housing Settings", set())
	users = doomed.pop("User", set())
	take_along(doomed, force)
	keep_used_masters(doomed)
	refuse_working_users(users, doomed)
	files = files_of(doomed)
	for doctype, names in doomed.items():
		drop(doctype, sorted(names))
	for name in files:
		frappe.delete_doc("File", name, force=True, ignore_permissions=True, delete_permanently=True)
	for user in sorted(users):
		drop_user(user)
	restore_settings(settings)
	rewind_series(doomed)
	registry.clear()
	frappe.clear_cache()
	print(_("The Vansbro demo is removed."))


# --- what goes


def take_along(doomed: dict[str, set], force: bool) -> None:
	"""Add the documents that hang on the demo's: the engine's always, people's only with `force`.

	Raises:
		DemoInUseError: names some of them.
	"""
	while True:
		found = outside_links(doomed)
		people = {doctype: names for doctype, names in found.items() if doctype not in DERIVED}
		if people and not force:
			refuse_in_use(
				[f"{_(doctype)} {name}" for doctype, names in people.items() for name in sorted(names)]
			)
		if not found:
			return
		for doctype, names in found.items():
			doomed.setdefault(doctype, set()).update(names)


def outside_links(doomed: dict[str, set]) -> dict[str, set]:
	"""Case documents outside the set that have a link into its cases."""
	found: dict[str, set] = defaultdict(set)
	for doctype, field, target in links_between(CASES + DERIVED):
		if not doomed.get(target):
			continue
		names = frappe.get_all(
			doctype, {field: ["in", sorted(doomed[target])]}, pluck="name", order_by="name"
		)
		found[doctype] |= set(names) - doomed.get(doctype, set())
	return {doctype: names for doctype, names in found.items() if names}


def links_between(doctypes: tuple[str, ...]) -> list[tuple[str, str, str]]:
	"""(doctype, link field, target) among the given document types."""
	return [
		(doctype, field.fieldname, field.options)
		for doctype in doctypes
		for field in frappe.get_meta(doctype).get_link_fields()
		if field.options in doctypes
	]


def refuse_in_use(names: list[str]) -> None:
	frappe.throw(
		_(
			"{0} documents that the demo has not made point at its own: {1}. Delete them first, or give force=True to delete them as well."
		).format(len(names), ", ".join(names[:5])),
		DemoInUseError,
	)


def keep_used_masters(doomed: dict[str, set]) -> None:
	for doctype in MASTERS:
		for name in sorted(doomed.get(doctype, ())):
			if used_outside(doctype, name, doomed):
				doomed[doctype].discard(name)


def used_outside(master: str, name: str, doomed: dict[str, set]) -> bool:
	fields = frappe.get_all(
		"DocField",
		{"fieldtype": "Link", "options": master},
		["parent", "fieldname"],
		order_by="parent, idx",
	)
	for row in fields:
		meta = frappe.get_meta(row.parent)
		if meta.issingle or meta.is_virtual:
			continue
		column, owner = ("parent", "parenttype") if meta.istable else ("name", None)
		for user in frappe.get_all(
			row.parent, {row.fieldname: name}, [column, *([owner] if owner else [])], order_by=column
		):
			if user[column] not in doomed.get(user[owner] if owner else row.parent, ()):
				return True
	return False


def refuse_working_users(users: set[str], doomed: dict[str, set]) -> None:
	"""Cases that a demo user has entered or handled by now would be left without that person."""
	acted = set()
	for doctype in CASES:
		meta = frappe.get_meta(doctype)
		fields = ["owner", *(field.fieldname for field in meta.get_link_fields() if field.options == "User")]
		for field in fields:
			names = frappe.get_all(doctype, {field: ["in", sorted(users)]}, pluck="name", order_by="name")
			acted |= {f"{_(doctype)} {name}" for name in set(names) - doomed.get(doctype, set())}
	if acted:
		frappe.throw(
			_(
				"Users of the demo have worked in {0} documents that it has not made: {1}. Delete or reassign them first."
			).format(len(acted), ", ".join(sorted(acted)[:5])),
			DemoInUseError,
		)


# --- how it goes


def files_of(doomed: dict[str, set]) -> list[str]:
	names: list[str] = []
	for doctype, docs in doomed.items():
		if docs:
			filters = {"attached_to_doctype": doctype, "attached_to_name": ["in", sorted(docs)]}
			names += frappe.get_all("File", filters, pluck="name", order_by="name")
	return names


def drop(doctype: str, names: list[str]) -> None:
	"""Delete rows outright: a booked row or an offer may otherwise never be deleted, and leaves a copy."""
	if not names:
		return
	for field in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(field.options, {"parenttype": doctype, "parent": ["in", names]})
	frappe.db.delete(doctype, {"name": ["in", names]})
	for table, doctype_column, name_column in ABOUT:
		sweep(table, {doctype_column: doctype, name_column: ["in", names]})
	for name in names:
		frappe.clear_document_cache(doctype, name)


def sweep(table: str, filters: dict) -> None:
	"""Delete rows of a platform table, where this version of the platform has it."""
	if not table.startswith("__") and not compat.keeps(table):
		return
	child = CHILDREN.get(table)
	if child:
		parents = frappe.get_all(table, filters, pluck="name", order_by="name")
		if parents:
			frappe.db.delete(child, {"parent": ["in", parents]})
	frappe.db.delete(table, filters)


def drop_user(user: str) -> None:
	"""The platform's own deletion, and what it leaves: the contact card, logs, settings, the password."""
	contacts = frappe.get_all("Contact", {"user": user}, pluck="name", order_by="name")
	frappe.delete_doc("User", user, force=True, ignore_permissions=True, delete_permanently=True)
	drop("Contact", contacts)
	for table, column in OF_USER:
		sweep(table, {column: user})
	drop_traces_of_user(user)


def drop_traces_of_user(user: str) -> None:
	for table, doctype_column, name_column in ABOUT:
		sweep(table, {doctype_column: "User", name_column: user})
	sweep("Deleted Document", {"deleted_doctype": "Notification Settings", "deleted_name": user})
	feed = {"comment_type": "Deleted", "reference_doctype": ["in", ["User", "Notification Settings"]]}
	sweep("Comment", {**feed, "subject": ["like", f"%{user}"]})


def restore_settings(fields: set[str]) -> None:
	from oppna_ditt_hem.demo.loading import SETTINGS

	for field in sorted(fields):
		if str(frappe.db.get_single_value("Housing Settings", field)) == str(SETTINGS[field]):
			frappe.db.set_single_value("Housing Settings", field, None, update_modified=False)


def rewind_series(doomed: dict[str, set]) -> None:
	"""Let numbering begin anew where no document of the series is left."""
	prefixes: dict[str, str] = {}
	for doctype in set(CASES + DERIVED) & set(doomed):
		names = doomed[doctype]
		prefixes.update({name.rsplit("-", 1)[0] + "-": doctype for name in names if "-" in name})
	for prefix, doctype in sorted(prefixes.items()):
		if not frappe.db.exists(doctype, {"name": ["like", f"{prefix}%"]}):
			frappe.db.delete("Series", {"name": prefix})
