"""The platform's ways to a document's content, for tests that none of them leaks.

A route takes a session, a `Secret` and returns the response. Each shows the secret to who may see it, so
that a route which has ceased to lead anywhere makes its test fail rather than pass.
"""

import json
from dataclasses import dataclass
from urllib.parse import quote

ROUTES = {}


@dataclass(frozen=True)
class Secret:
	doctype: str
	name: str
	field: str
	text: str

	@property
	def filters(self) -> str:
		return json.dumps([[self.doctype, "name", "=", self.name]])

	@property
	def fields(self) -> str:
		return json.dumps(["name", self.field])

	@property
	def columns(self) -> str:
		return json.dumps([f"`tab{self.doctype}`.`{name}`" for name in ("name", self.field)])


def route(function):
	ROUTES[function.__name__] = function
	return function


def call(session, method: str, **params):
	return session.get(f"/api/method/{method}", params=params)


@route
def rest_document(session, it):
	return session.get(f"/api/resource/{quote(it.doctype)}/{it.name}")


@route
def rest_list(session, it):
	return session.get(
		f"/api/resource/{quote(it.doctype)}", params={"filters": it.filters, "fields": it.fields}
	)


@route
def rest_2_document(session, it):
	return session.get(f"/api/v2/document/{quote(it.doctype)}/{it.name}/")


@route
def rest_2_copy(session, it):
	return session.get(f"/api/v2/document/{quote(it.doctype)}/{it.name}/copy")


@route
def rest_2_list(session, it):
	return session.get(
		f"/api/v2/document/{quote(it.doctype)}", params={"filters": it.filters, "fields": it.fields}
	)


@route
def client_get(session, it):
	return call(session, "frappe.client.get", doctype=it.doctype, name=it.name)


@route
def client_get_by_filter(session, it):
	filters = json.dumps({it.field: it.text})
	return call(session, "frappe.client.get", doctype=it.doctype, filters=filters)


@route
def client_list(session, it):
	return call(session, "frappe.client.get_list", doctype=it.doctype, filters=it.filters, fields=it.fields)


@route
def client_value(session, it):
	return call(session, "frappe.client.get_value", doctype=it.doctype, fieldname=it.field, filters=it.name)


@route
def link_validation(session, it):
	return call(
		session,
		"frappe.client.validate_link",
		doctype=it.doctype,
		docname=it.name,
		fields=json.dumps([it.field]),
	)


@route
def desk_form(session, it):
	return call(session, "frappe.desk.form.load.getdoc", doctype=it.doctype, name=it.name)


@route
def desk_list(session, it):
	return call(
		session, "frappe.desk.reportview.get", doctype=it.doctype, filters=it.filters, fields=it.columns
	)


@route
def desk_list_uncompressed(session, it):
	return call(
		session, "frappe.desk.reportview.get_list", doctype=it.doctype, filters=it.filters, fields=it.columns
	)


@route
def report_builder_export(session, it):
	return call(
		session,
		"frappe.desk.reportview.export_query",
		doctype=it.doctype,
		filters=it.filters,
		fields=it.columns,
		file_format_type="CSV",
		title="x",
	)


@route
def grouping(session, it):
	return call(
		session,
		"frappe.desk.listview.get_group_by_count",
		doctype=it.doctype,
		current_filters=it.filters,
		field=it.field,
	)


@route
def chart(session, it):
	chart = {
		"chart_name": "x",
		"chart_type": "Group By",
		"document_type": it.doctype,
		"group_by_type": "Count",
		"group_by_based_on": it.field,
		"filters_json": "[]",
		"number_of_groups": 0,
	}
	return call(
		session,
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		chart=json.dumps(chart),
		no_cache=1,
		refresh=1,
	)


@route
def print_view(session, it):
	return call(session, "frappe.www.printview.get_html_and_style", doc=it.doctype, name=it.name)


@route
def print_page(session, it):
	return session.get("/printview", params={"doctype": it.doctype, "name": it.name})


def shown_by(session, it) -> set[str]:
	"""The routes by which a session sees the secret."""
	seen = set()
	for name, way in ROUTES.items():
		response = way(session, it)
		assert response.status_code < 500, f"{name}: {response.text[-1500:]}"
		if it.text in readable(response):
			seen.add(name)
	return seen


def readable(response) -> str:
	try:
		return json.dumps(response.json(), ensure_ascii=False)
	except ValueError:
		return response.content.decode()
