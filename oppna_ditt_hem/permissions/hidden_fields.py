"""Fields above a user's level must not be asked about either.

The platform strips them from what it answers, but it still filters, sorts and groups by them, and joins
the row of a linked document without that row's rule: asked often enough, the answers give the value
away. The one point all routes share is the request, so its questions are read here before any is
answered. Stored charts and reports are their author's responsibility.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

import frappe
from frappe import _

from oppna_ditt_hem.permissions.child_rows import PARENTS
from oppna_ditt_hem.permissions.endpoints import title_for_reader
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.permissions.rules import is_cleared

GUARDED = ("Applicant", "Landlord", "Listing", "Placement", "Match Proposal", "Matching Run", "Answer Link")
# Only a request that names one of these can be about a guarded field: themselves, their rows, what links to them.
ASKED_ABOUT = (
	*GUARDED,
	*PARENTS,
	"Concern",
	"Grant Entry",
	"Cost Allocation",
	"Stage Log",
)
# Links whose target need not be open to who reads the row; only its title may be joined.
FOREIGN_LINKS = ("duplicate_of", "rematch_of", "rematch", "placement", "matching_run", "replay_of")

FILTERS = {"filters", "or_filters", "current_filters", "filters_json", "dynamic_filters_json"}
COLUMNS = {
	"order_by",
	"group_by",
	"field",
	"aggregate_on_field",
	"aggregate_function_based_on",
	"group_by_based_on",
	"value_based_on",
	"based_on",
	"workflow_state_field",
	"date_field",
	"goal_field",
}
FIELDS = {"fields", "fieldname", "filter_fields", "stats"}
CARRIERS = ("doc", "chart")

# What the platform keeps beside a row of the office's comments, tasks and readers.
BESIDE = {"_comments", "_assign", "_liked_by", "_seen", "_user_tags"}

NAME = re.compile(r"\w+")
JOIN = re.compile(r"\b(\w+)`?\.`?(\w+)")


class HiddenFieldError(frappe.PermissionError):
	"""A list was asked by a field that the user may not read."""


def refuse_in_request() -> None:
	"""Refuse a request that filters, sorts, groups or computes by a field above the user's level.

	Raises:
		HiddenFieldError: names the field.
	"""
	user, form = frappe.session.user, frappe.local.form_dict
	if user == "Administrator" or not form:
		return
	asked = list(questions(form))
	shown = [] if is_staff(user) else list(fields_asked(form))
	if not (asked or shown) or not asks_for_ours(form):
		return
	found = {name for text in asked for name in NAME.findall(text)} & hidden_from(user)
	if not is_staff(user):
		found |= {name for text in [*asked, *shown] for name in NAME.findall(text)} & BESIDE
	if not is_cleared(user):
		found |= foreign_joins([*asked, *texts_of(form, FIELDS)])
	if found:
		frappe.throw(
			_("You may not search, sort or group by {0}. Choose another field.").format(
				frappe.bold(", ".join(sorted(found)))
			),
			HiddenFieldError,
		)


def asks_for_ours(form: dict) -> bool:
	where = unquote(frappe.request.path) + json.dumps(form, default=str, ensure_ascii=False)
	return any(doctype in where for doctype in ASKED_ABOUT)


def hidden_from(user: str) -> set[str]:
	"""Names of the fields on our cases, rows of tables included, that are above the user's level."""
	hidden = set()
	for doctype in GUARDED:
		meta = frappe.get_meta(doctype)
		levels = set(meta.get_permlevel_access("read", user=user))
		for owner in (meta, *(frappe.get_meta(df.options) for df in meta.get_table_fields())):
			hidden |= {df.fieldname for df in owner.fields if df.permlevel and df.permlevel not in levels}
	return hidden


def questions(form: dict) -> Iterator[str]:
	"""The pieces of a request that decide which rows come, in which order, or are computed with."""
	for value in texts_of(form, FILTERS):
		yield from named_in_filters(parsed(value))
	yield from (text for value in texts_of(form, COLUMNS) for text in flat(parsed(value)))
	for value in texts_of(form, FIELDS):
		# A bare field is stripped by the platform; inside a function only its first column is looked at.
		yield from (text for text in flat(parsed(value)) if "(" in text)


def fields_asked(form: dict) -> Iterator[str]:
	for value in texts_of(form, FIELDS):
		yield from flat(parsed(value))


def texts_of(form: dict, keys: set[str]) -> Iterator:
	yield from (form[key] for key in keys & set(form) if form[key])
	for carrier in CARRIERS:
		inner = parsed(form.get(carrier))
		if isinstance(inner, dict):
			yield from (inner[key] for key in keys & set(inner) - FIELDS if inner[key])


def parsed(value):
	if not isinstance(value, str):
		return value
	try:
		return json.loads(value)
	except ValueError:
		return value


def named_in_filters(filters) -> Iterator[str]:
	"""The texts of a filter that can name a field; a value is none, unless the filter is bare text."""
	if isinstance(filters, dict):
		yield from filters
	elif isinstance(filters, str):
		yield filters
	elif isinstance(filters, list):
		if len(filters) > 1 and all(isinstance(part, str) for part in filters[:2]):
			yield from filters[:2]
		else:
			for part in filters:
				yield from named_in_filters(part)


def flat(value) -> Iterator[str]:
	if isinstance(value, str):
		yield value
	elif isinstance(value, list | tuple):
		for part in value:
			yield from flat(part)
	elif isinstance(value, dict):
		yield from flat([*value, *value.values()])


def foreign_joins(values: list) -> set[str]:
	joins = {pair for value in values for text in flat(parsed(value)) for pair in JOIN.findall(text)}
	return {
		f"{link}.{field}" for link, field in joins if link in FOREIGN_LINKS and field not in ("title", "name")
	}


def hide_in_print(doc, method: str | None = None, print_settings: dict | None = None) -> None:
	"""Take off a print what the reader may not read: a print format of one's own may name any field.

	That is the fields above the reader's level, and the titles of documents that the reader may not open.
	"""
	doc.apply_fieldlevel_read_permissions()
	titles = doc.get("__link_titles") or {}
	for key in titles:
		titles[key] = title_for_reader(key, titles[key])
