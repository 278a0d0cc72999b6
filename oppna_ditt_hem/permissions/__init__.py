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
	"Prepared Report": f"{_HERE}.prepared_report.query",
}
HAS_PERMISSION: dict[str, str] = {
	**{doctype: f"{_HERE}.{module}.allows" for doctype, module in _ROWS.items()},
	**dict.fromkeys(_REFERENCES, f"{_HERE}.references.allows"),
	"File": f"{_HERE}.files.allows",
	"Prepared Report": f"{_HERE}.prepared_report.allows",
}
# The platform asks a function beside its File, and no hook, whether one may be downloaded; and nothing at all before it shows
# what a worker has kept of a report.
OVERRIDE_DOCTYPE_CLASS: dict[str, str] = {
	"File": f"{_HERE}.files.CaseFile",
	"Prepared Report": f"{_HERE}.prepared_report.OwnPreparedReport",
}
# The platform's own answers to these skip row permissions.
OVERRIDE_WHITELISTED_METHODS: dict[str, str] = {
	"frappe.core.api.file.zip_files": f"{_HERE}.endpoints.zip_files",
	"frappe.desk.doctype.tag.tag.add_tag": f"{_HERE}.marks.add_tag",
	"frappe.desk.doctype.tag.tag.add_tags": f"{_HERE}.marks.add_tags",
	"frappe.desk.doctype.tag.tag.remove_tag": f"{_HERE}.marks.remove_tag",
	"frappe.desk.like.toggle_like": f"{_HERE}.marks.toggle_like",
	"frappe.desk.form.utils.add_comment": f"{_HERE}.marks.add_comment",
	"frappe.templates.includes.comments.comments.add_comment": f"{_HERE}.marks.add_comment_on_page",
	"frappe.email.relink": f"{_HERE}.marks.relink",
	"frappe.desk.form.assign_to.add": f"{_HERE}.marks.add_task",
	"frappe.desk.form.assign_to.add_multiple": f"{_HERE}.marks.add_tasks",
	"frappe.desk.form.assign_to.remove": f"{_HERE}.marks.remove_task",
	"frappe.desk.form.assign_to.remove_multiple": f"{_HERE}.marks.remove_tasks",
	"frappe.client.get_count": f"{_HERE}.endpoints.get_count",
	"frappe.desk.form.load.getdoc": f"{_HERE}.endpoints.getdoc",
	"frappe.desk.form.load.get_docinfo": f"{_HERE}.endpoints.get_docinfo",
	"frappe.desk.search.get_link_title": f"{_HERE}.endpoints.get_link_title",
	"frappe.desk.search.search_link": f"{_HERE}.endpoints.search_link",
	"frappe.desk.search.search_widget": f"{_HERE}.endpoints.search_widget",
	"frappe.desk.notifications.get_open_count": f"{_HERE}.endpoints.get_open_count",
	"frappe.desk.listview.get_group_by_count": f"{_HERE}.endpoints.get_group_by_count",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": f"{_HERE}.endpoints.get_workflow_state_count",
	"frappe.utils.goal.get_monthly_goal_graph_data": f"{_HERE}.endpoints.get_monthly_goal_graph_data",
	"frappe.utils.global_search.search": f"{_HERE}.endpoints.search_globally",
}
# Run for every request once its user is known, and before anything is answered.
AUTH_HOOKS: list[str] = [
	f"{_HERE}.portal_methods.refuse_in_request",
	f"{_HERE}.hidden_fields.refuse_in_request",
]
DOC_EVENTS: dict[str, dict[str, str | list[str]]] = {
	"Applicant": {"on_update": f"{_HERE}.withdrawal.withdraw_where_protected"},
	"DocShare": {"validate": f"{_HERE}.withdrawal.refuse_share"},
	"Document Follow": {"validate": f"{_HERE}.withdrawal.refuse_follow"},
	"*": {
		"validate": [f"{_HERE}.file_address.refuse_in_fields", f"{_HERE}.child_rows.refuse_alone"],
		"on_trash": f"{_HERE}.child_rows.refuse_alone",
	},
	"Version": {"before_insert": f"{_HERE}.versions.mask"},
	**{
		doctype: {"before_print": f"{_HERE}.hidden_fields.hide_in_print"}
		for doctype in ("Landlord", "Listing", "Placement", "Match Proposal", "Matching Run")
	},
}
DOC_EVENTS["Applicant"]["before_print"] = f"{_HERE}.hidden_fields.hide_in_print"
