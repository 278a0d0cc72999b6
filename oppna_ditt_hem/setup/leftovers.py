"""Rows about our documents that the platform keeps in its own tables and leaves behind at uninstall."""

import frappe

from oppna_ditt_hem import compat
from oppna_ditt_hem.module import MODULE

# (table, column that names our doctype)
REFERENCES = (
	("Version", "ref_doctype"),
	("Comment", "reference_doctype"),
	("Communication", "reference_doctype"),
	("Communication Link", "link_doctype"),
	("ToDo", "reference_type"),
	("File", "attached_to_doctype"),
	("Workflow Action", "reference_doctype"),
	("DocShare", "share_doctype"),
	("Document Follow", "ref_doctype"),
	("View Log", "reference_doctype"),
	("Access Log", "export_from"),
	("Activity Log", "reference_doctype"),
	("Notification Log", "document_type"),
	("Energy Point Log", "reference_doctype"),
	("Tag Link", "document_type"),
	("Data Import", "reference_doctype"),
	("Email Queue", "reference_doctype"),
	("Deleted Document", "deleted_doctype"),
	("User Permission", "allow"),
	("Property Setter", "doc_type"),
	("Custom Field", "dt"),
	("Custom DocPerm", "parent"),
	("List Filter", "reference_doctype"),
	("Kanban Board", "reference_doctype"),
	("Auto Repeat", "reference_doctype"),
	("Assignment Rule", "document_type"),
	("Notification", "document_type"),
	("List View Settings", "name"),
	("DocType Layout", "document_type"),
	("Prepared Report", "report_name"),
)
SERIES = ("LAN-", "LST-", "APP-", "PLA-", "GRA-", "GRE-", "GRR-", "MRU-", "LEP-", "CON-")


def doctypes() -> list[str]:
	return frappe.get_all("DocType", {"module": MODULE}, pluck="name", order_by="name")


def remove() -> None:
	"""Delete what the platform's tables hold about our documents (before they are dropped)."""
	ours = doctypes()
	delete_import_logs(ours)
	delete_permission_logs(ours)
	for table, column in REFERENCES:
		if compat.keeps(table, column):
			frappe.db.delete(table, {column: ["in", ours]})
	frappe.db.delete("__global_search", {"doctype": ["in", ours]})
	frappe.db.delete("Singles", {"doctype": ["in", ours]})
	delete_jobs()
	frappe.db.delete("Patch Log", {"patch": ["like", "oppna_ditt_hem.%"]})
	series = frappe.qb.Table("tabSeries")
	for prefix in SERIES:
		frappe.qb.from_(series).delete().where(series.name.like(f"{prefix}%")).run()


def delete_jobs() -> None:
	jobs = frappe.get_all(
		"Scheduled Job Type", {"method": ["like", "oppna_ditt_hem.%"]}, pluck="name", order_by="name"
	)
	if jobs:
		frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": ["in", jobs]})
		frappe.db.delete("Scheduled Job Type", {"name": ["in", jobs]})


def delete_import_logs(ours: list[str]) -> None:
	imports = frappe.get_all(
		"Data Import", {"reference_doctype": ["in", ours]}, pluck="name", order_by="name"
	)
	if imports:
		frappe.db.delete("Data Import Log", {"data_import": ["in", imports]})


def delete_permission_logs(ours: list[str]) -> None:
	limits = frappe.get_all("User Permission", {"allow": ["in", ours]}, pluck="name", order_by="name")
	compat.forget_permission_log("User Permission", limits)
	compat.forget_permission_log("DocType", ours)


def remove_dropped() -> None:
	"""Delete the copies and log rows that dropping the app itself left behind."""
	deleted, version = frappe.qb.DocType("Deleted Document"), frappe.qb.DocType("Version")
	of_module = deleted.data.like(f'%"module": "{MODULE}"%')
	frappe.qb.from_(deleted).delete().where(of_module | (deleted.deleted_name == MODULE)).run()
	installed = version.ref_doctype == "Installed Applications"
	frappe.qb.from_(version).delete().where(installed & version.data.like("%oppna_ditt_hem%")).run()
