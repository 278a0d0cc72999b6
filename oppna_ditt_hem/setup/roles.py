"""The nine roles and what they need of the platform's own documents."""

import frappe
from frappe.permissions import add_permission, update_permission_property

from oppna_ditt_hem.setup.missing import create_if_missing

STAFF_ROLES = (
	"Housing Officer",
	"Housing Manager",
	"Grant Controller",
	"Housing Administrator",
	"Auditor",
	"Concern Handler",
	"Protected Identity Officer",
)
PORTAL_ROLES = ("Landlord", "Applicant")

# Platform documents that only System Manager may touch out of the box: (doctype, role, rights beside read).
PLATFORM_RIGHTS = (
	("Workflow", "Housing Administrator", ("write", "create")),
	("Workflow State", "Housing Administrator", ("write", "create")),
	("Workflow Action Master", "Housing Administrator", ("write", "create")),
	# A state or transition names the role that may use it, which has to be found first.
	("Role", "Housing Administrator", ()),
	# Finds a script for a criterion, and does not read it: others may hold what is secret.
	("Server Script", "Housing Administrator", ("select",)),
	# Chosen on a voucher in foreign money.
	("Currency", "Grant Controller", ("select",)),
	("Currency", "Housing Officer", ("select",)),
	# The words of what landlords and households are written.
	("Email Template", "Housing Administrator", ("write", "create")),
	("Data Import", "Housing Officer", ("write", "create")),
	("Data Import", "Housing Manager", ("write", "create")),
)


def create() -> None:
	"""Create the roles that are missing and grant them the platform's documents they work in."""
	for role in STAFF_ROLES + PORTAL_ROLES:
		create_if_missing("Role", role, {"role_name": role, "desk_access": int(role in STAFF_ROLES)})
	for doctype, role, rights in PLATFORM_RIGHTS:
		grant(doctype, role, rights)


def grant(doctype: str, role: str, rights: tuple[str, ...]) -> None:
	"""Give a role rights on a platform document unless an administrator has already set that role's."""
	if frappe.db.exists("Custom DocPerm", {"parent": doctype, "role": role, "permlevel": 0}):
		return
	add_permission(doctype, role)
	for right in rights:
		update_permission_property(doctype, role, 0, right, 1)
	if "select" in rights:
		# Found for a link and not opened: the platform gives the right to read beside every other.
		update_permission_property(doctype, role, 0, "read", 0)


def remove() -> None:
	"""The mirror of `create`: take back the rights, drop the roles and what points at them."""
	for doctype in {row[0] for row in PLATFORM_RIGHTS}:
		forget(doctype)
	for role in STAFF_ROLES + PORTAL_ROLES:
		for child in ("Has Role", "Custom DocPerm", "DocPerm", "Workflow Action Permitted Role"):
			frappe.db.delete(child, {"role": role})
		frappe.db.delete("Version", {"ref_doctype": "Role", "docname": role})
		frappe.delete_doc(
			"Role", role, force=True, ignore_permissions=True, ignore_missing=True, delete_permanently=True
		)


def forget(doctype: str) -> None:
	"""Remove our rows; where only the platform's own copy is left, let its standard rights rule again."""
	frappe.db.delete("Custom DocPerm", {"parent": doctype, "role": ["in", STAFF_ROLES]})
	if rights_of("Custom DocPerm", doctype) == rights_of("DocPerm", doctype):
		frappe.db.delete("Custom DocPerm", {"parent": doctype})
	frappe.clear_cache(doctype=doctype)


def rights_of(table: str, doctype: str) -> set[tuple]:
	fields = [
		"role",
		"permlevel",
		"read",
		"write",
		"create",
		"delete",
		"submit",
		"cancel",
		"export",
		"import",
	]
	rows = frappe.get_all(
		table,
		filters={"parent": doctype},
		fields=[f"`{name}`" for name in fields],
		as_list=True,
		order_by="role",
	)
	return {tuple(row) for row in rows}
