"""Who may see which row: one rule per DocType feeds the list query and the document check.

What a role may do with a DocType as such stands in its DocPerm. `hooks.py` takes the tables below; this
file imports nothing, so that hooks stay cheap to read.
"""

_ROWS = {
	"Landlord": "landlord",
	"Listing": "listing",
	"Applicant": "applicant",
	"Placement": "placement",
	"Match Proposal": "match_proposal",
	"Matching Run": "matching_run",
	"Concern": "concern",
	"Stage Log": "stage_log",
	"Answer Link": "answer_link",
	"Year Pack": "year_pack",
}
# The platform checks a child row's list by its parent's DocType only, never by the parent's row.
_CHILDREN = (
	"Household Member",
	"Wished Locality",
	"Placement Check",
	"Stay Photo",
	"Listing Photo",
	"Spoken Language",
)
# Documents of the platform that point at one of ours and carry something of it (a name, a title, a file).
_REFERENCES = (
	"File",
	"ToDo",
	"Tag Link",
	"Workflow Action",
	"Document Follow",
	"Comment",
	"Communication",
	"Version",
)

_HERE = "oppna_ditt_hem.permissions"

QUERY_CONDITIONS: dict[str, str] = {
	**{doctype: f"{_HERE}.{module}.query" for doctype, module in _ROWS.items()},
	**dict.fromkeys(_CHILDREN, f"{_HERE}.child_rows.query"),
	**dict.fromkeys(_REFERENCES, f"{_HERE}.references.query"),
}
HAS_PERMISSION: dict[str, str] = {
	**{doctype: f"{_HERE}.{module}.allows" for doctype, module in _ROWS.items()},
	**dict.fromkeys(_REFERENCES, f"{_HERE}.references.allows"),
	"File": f"{_HERE}.files.allows",
}
# The platform asks a function beside its File, and no hook, whether one may be downloaded.
OVERRIDE_DOCTYPE_CLASS: dict[str, str] = {"File": f"{_HERE}.files.CaseFile"}
# The platform's own answers to these skip row permissions.
OVERRIDE_WHITELISTED_METHODS: dict[str, str] = {
	"frappe.core.api.file.zip_files": f"{_HERE}.endpoints.zip_files",
	"frappe.client.get_count": f"{_HERE}.endpoints.get_count",
	"frappe.desk.form.load.getdoc": f"{_HERE}.endpoints.getdoc",
	"frappe.desk.form.load.get_docinfo": f"{_HERE}.endpoints.get_docinfo",
	"frappe.desk.search.get_link_title": f"{_HERE}.endpoints.get_link_title",
	"frappe.desk.search.search_link": f"{_HERE}.endpoints.search_link",
	"frappe.desk.search.search_widget": f"{_HERE}.endpoints.search_widget",
	"frappe.desk.notifications.get_open_count": f"{_HERE}.endpoints.get_open_count",
	"frappe.utils.global_search.search": f"{_HERE}.endpoints.search_globally",
}
# Run for every request once its user is known, and before anything is answered.
AUTH_HOOKS: list[str] = [f"{_HERE}.hidden_fields.refuse_in_request"]
DOC_EVENTS: dict[str, dict[str, str]] = {
	"Applicant": {"on_update": f"{_HERE}.withdrawal.withdraw_where_protected"},
	"DocShare": {"validate": f"{_HERE}.withdrawal.refuse_share"},
	"Document Follow": {"validate": f"{_HERE}.withdrawal.refuse_follow"},
	"File": {
		"before_insert": f"{_HERE}.attachments.refuse_public",
		"validate": f"{_HERE}.attachments.refuse_public",
	},
	"Version": {"before_insert": f"{_HERE}.versions.mask"},
	**{
		doctype: {"before_print": f"{_HERE}.hidden_fields.hide_in_print"}
		for doctype in ("Landlord", "Listing", "Placement", "Match Proposal", "Matching Run")
	},
}
DOC_EVENTS["Applicant"]["before_print"] = f"{_HERE}.hidden_fields.hide_in_print"
