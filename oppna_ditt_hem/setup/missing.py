"""What the app brings and an administrator then owns."""

import frappe


def create_if_missing(doctype: str, found_by: str | dict, values: dict) -> None:
	"""Create a document unless there is one; one that is there is the administrator's and stays as it is.

	Args:
		found_by: its name, or the fields by which it is known, which a new one gets as well.
		values: the fields of a new one.
	"""
	if frappe.db.exists(doctype, found_by):
		return
	known = found_by if isinstance(found_by, dict) else {}
	# Installing and migrating act for nobody, so there is nobody whose rights could be asked.
	frappe.get_doc({"doctype": doctype, **known, **values}).insert(ignore_permissions=True)
