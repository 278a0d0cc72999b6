"""The platform's calls about a Data Import, with the permission that some versions of it don't ask for.

In Frappe 15 anybody who is logged in and knows a Data Import's name could read the rows of its file; ours
hold households. Each function here asks, then hands over to the platform.
"""

from typing import Any

import frappe
from frappe.core.doctype.data_import import data_import as platform


@frappe.whitelist()
def get_preview_from_template(
	data_import: str, import_file: str | None = None, google_sheets_url: str | None = None
) -> Any:
	ask("read", data_import)
	return platform.get_preview_from_template(data_import, import_file, google_sheets_url)


@frappe.whitelist(methods=["POST"])
def form_start_import(data_import: str) -> Any:
	ask("write", data_import)
	return platform.form_start_import(data_import)


@frappe.whitelist()
def get_import_status(data_import_name: str) -> Any:
	ask("read", data_import_name)
	return platform.get_import_status(data_import_name)


@frappe.whitelist()
def download_errored_template(data_import_name: str) -> None:
	ask("read", data_import_name)
	platform.download_errored_template(data_import_name)


@frappe.whitelist()
def download_import_log(data_import_name: str) -> None:
	ask("read", data_import_name)
	platform.download_import_log(data_import_name)


def ask(right: str, name: str) -> None:
	frappe.get_doc("Data Import", name).check_permission(right)
