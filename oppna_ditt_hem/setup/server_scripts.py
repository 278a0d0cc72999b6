"""The shipped server scripts: examples, created if missing and disabled, and the administrator's from then on.

Their files lie flat in the module's folder `server_script`: a folder for each would be found by the platform, which writes
over what an administrator has changed as soon as a release brings a newer file. Inserting one needs no server scripts
enabled on the bench; running one does.
"""

import json
from pathlib import Path

import frappe

from oppna_ditt_hem.module import MODULE
from oppna_ditt_hem.setup.desk import delete
from oppna_ditt_hem.setup.missing import create_if_missing

FOLDER = Path(__file__).parent.parent / "oppna_ditt_hem" / "server_script"


def create() -> None:
	"""Create each example that is missing, disabled."""
	for script in shipped():
		create_if_missing("Server Script", script["name"], {**script, "module": MODULE, "disabled": 1})


def shipped() -> list[dict]:
	"""The examples as documents: what they are from the JSON file, the script from the Python file beside it."""
	return [
		{
			**json.loads(file.read_text(encoding="utf-8")),
			"script": file.with_suffix(".py").read_text(encoding="utf-8"),
		}
		for file in sorted(FOLDER.glob("*.json"))
	]


def remove() -> None:
	"""Delete the examples, their scheduled jobs, and what the platform keeps about either."""
	names = frappe.get_all("Server Script", {"module": MODULE}, pluck="name", order_by="name")
	jobs = frappe.get_all(
		"Scheduled Job Type", {"server_script": ["in", names or [""]]}, pluck="name", order_by="name"
	)
	for doctype, those in (("Scheduled Job Type", jobs), ("Server Script", names)):
		for name in those:
			delete(doctype, name)
			frappe.db.delete("Version", {"ref_doctype": doctype, "docname": name})
	if jobs:
		frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": ["in", jobs]})
	frappe.cache.delete_value("server_script_map")
