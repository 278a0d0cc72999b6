"""Whitelisted methods of the platform that answer past the row rules, each with the rule put back.

They stand in for the platform's own (`override_whitelisted_methods`), take the same arguments and leave
the DocTypes of others alone.
"""

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import get_safe_filters
from pypika import Order

from oppna_ditt_hem import module
from oppna_ditt_hem.permissions import QUERY_CONDITIONS
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.permissions.registry import ROWS


def is_ours(doctype: str) -> bool:
	return doctype in QUERY_CONDITIONS or module.has(doctype)


def may_read(doctype: str, name: str) -> bool:
	return bool(frappe.db.exists(doctype, name)) and frappe.has_permission(doctype, "read", doc=name)


@frappe.whitelist()
def get_count(
	doctype: str, filters: str | dict | list | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""The number of rows the user may list; the platform counts everybody's."""
	from frappe import client
	from frappe.desk import reportview

	if not is_ours(doctype):
		return client.get_count(doctype, filters, debug, cache)
	filters = get_safe_filters(filters)
	wanted = {"name": filters} if isinstance(filters, str) else filters
	frappe.local.form_dict = frappe._dict(doctype=doctype, filters=wanted)
	return reportview.get_count()


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title of a linked document, or its bare name for who may not read it."""
	from frappe.desk import search

	if doctype in ROWS and not may_read(doctype, docname):
		return docname
	return search.get_link_title(doctype, docname)


@frappe.whitelist()
def getdoc(doctype: str, name: str | int, user: str | None = None) -> list | None:
	"""A document for its form, with the titles of just those links that the reader may open."""
	from frappe.desk.form import load

	answer = load.getdoc(doctype, name, user)
	keep_from_portal(doctype)
	titles = frappe.local.response.get("_link_titles") or {}
	for key in titles:
		titles[key] = title_for_reader(key, titles[key])
	return answer


@frappe.whitelist()
def get_docinfo(doc: str | None = None, doctype: str | None = None, name: str | int | None = None) -> None:
	"""What the office has noted beside a document: comments, letters, assignments, the log of changes."""
	from frappe.desk.form import load

	load.get_docinfo(doctype=doctype, name=name)
	keep_from_portal(doctype)


def keep_from_portal(doctype: str) -> None:
	"""The office's notes beside a case are the office's own, and they name people."""
	if doctype in ROWS and not is_staff(frappe.session.user):
		frappe.response["docinfo"] = {"user_info": {}}


def title_for_reader(key: str, title: str | None) -> str | None:
	"""The title of a link given as "DocType::name", or the bare name for who may not read the document."""
	doctype, name = key.split("::", 1)
	return name if doctype in ROWS and not may_read(doctype, name) else title


@frappe.whitelist()
def search_link(doctype: str, txt: str = "", **others) -> list:
	"""Suggestions for a link field, always under the row rules (see `asked_under_rules`)."""
	from frappe.desk import search

	return frappe.call(search.search_link, **asked_under_rules(doctype, txt, others))


@frappe.whitelist()
def search_widget(doctype: str, txt: str = "", **others) -> list:
	"""The search box of a link field, always under the row rules (see `asked_under_rules`)."""
	from frappe.desk import search

	return frappe.call(search.search_widget, **asked_under_rules(doctype, txt, others))


def asked_under_rules(doctype: str, txt: str, others: dict) -> dict:
	"""The arguments of a link search.

	A client may send `ignore_user_permissions`, and the platform then leaves out the row rules as well.
	"""
	if is_ours(doctype):
		others["ignore_user_permissions"] = 0
	return {"doctype": doctype, "txt": txt, **others}


@frappe.whitelist()
def search_globally(text: str, start: int | str = 0, limit: int | str = 20, doctype: str = "") -> list[dict]:
	"""Hits of the global search that the user may open; the platform checks their DocType only."""
	from frappe.utils import cint, global_search

	hits = global_search.search(text, cint(start), cint(limit) or 20, doctype)
	return [hit for hit in hits if hit.doctype not in ROWS or may_read(hit.doctype, hit.name)]


@frappe.whitelist()
def zip_files(files: str) -> None:
	"""Files in one archive, of those that the user may open."""
	from frappe.core.api import file

	names = [name for name in frappe.parse_json(files) if isinstance(name, str)]
	open_ones = [name for name in names if frappe.has_permission("File", "read", doc=name)]
	return file.zip_files(frappe.as_json(open_ones))


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""The counts beside a document's connections, of rows the user may list."""
	from frappe.desk import notifications

	answer = notifications.get_open_count(doctype, name, items)
	links = frappe.get_meta(doctype).get_dashboard_data()
	for group in ("external_links_found", "internal_links_found"):
		for found in (answer["count"] or {}).get(group, ()):
			recount(found, name, links)
	return answer


def recount(found: dict, name: str, links: dict) -> None:
	doctype = found["doctype"]
	if doctype not in ROWS or not found.get("count"):
		return
	if found.get("names"):
		found["names"] = [linked for linked in found["names"] if may_read(doctype, linked)]
		found["count"] = len(found["names"])
		return
	field = links.get("non_standard_fieldnames", {}).get(doctype, links.get("fieldname"))
	seen = frappe.has_permission(doctype, "read")
	rows = frappe.get_list(doctype, {field: name}, pluck="name", limit=100, order_by="name") if seen else []
	found["count"], found["open_count"] = len(rows), min(found.get("open_count") or 0, len(rows))


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str | list | dict, field: str) -> list[dict]:
	"""How many rows there are of each value, of those that the user may list; the platform counts the tasks of all."""
	from frappe.desk import listview

	if field != "assigned_to" or not is_ours(doctype):
		return listview.get_group_by_count(doctype, frappe.as_json(frappe.parse_json(current_filters)), field)
	seen = frappe.get_list(
		doctype, frappe.parse_json(current_filters), pluck="name", order_by="name", limit=0
	)
	return tasks_of(doctype, seen)


def tasks_of(doctype: str, names: list[str]) -> list[dict]:
	"""Who of the office has tasks about some documents, and how many; the busiest first."""
	task, user, count = frappe.qb.DocType("ToDo"), frappe.qb.DocType("User"), Count("*").as_("count")
	return (
		frappe.qb.from_(task)
		.join(user)
		.on((user.name == task.allocated_to) & (user.user_type == "System User"))
		.select(task.allocated_to.as_("name"), count)
		.where((task.status != "Cancelled") & (task.reference_type == doctype))
		.where(task.reference_name.isin(names or [""]))
		.groupby(task.allocated_to)
		.orderby(count, order=Order.desc)
		.limit(50)
		.run(as_dict=True)
	)


@frappe.whitelist()
def get_workflow_state_count(
	doctype: str, workflow_state_field: str, states: str | list
) -> list[dict] | None:
	"""How many rows are in states other than some, of those that the user may list; the platform counts everybody's."""
	from frappe.workflow.doctype.workflow import workflow

	if not is_ours(doctype):
		return workflow.get_workflow_state_count(doctype, workflow_state_field, states)
	if workflow_state_field not in frappe.get_meta(doctype).get_valid_columns():
		return None
	counted = frappe.get_list(
		doctype,
		{workflow_state_field: ["not in", frappe.parse_json(states)]},
		[workflow_state_field, "count(*) as count"],
		group_by=workflow_state_field,
		order_by=workflow_state_field,
		limit=0,
	)
	return [row for row in counted if row.get(workflow_state_field)]


@frappe.whitelist()
def get_monthly_goal_graph_data(goal_doctype: str, **others) -> dict:
	"""The platform's sums by month, of other documents than ours: it asks for no right to what it sums.

	Raises:
		frappe.PermissionError: the user may not read them, or they have rules about their rows.
	"""
	from frappe.utils import goal

	frappe.has_permission(goal_doctype, "read", throw=True)
	if is_ours(goal_doctype):
		raise frappe.PermissionError
	return frappe.call(goal.get_monthly_goal_graph_data, goal_doctype=goal_doctype, **others)
