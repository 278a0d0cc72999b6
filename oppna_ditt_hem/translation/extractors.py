"""Babel extractors for every kind of file in the app, named in `babel_extractors.csv`.

The platform reads that list too and takes the first method that fits a file, so `bench generate-pot-file` finds
the same messages on every version. Its own extractors know neither workflows, number cards, charts, web forms nor
notifications, and need the platform to run.

Each extractor yields (line, function, message, comments) as Babel asks for.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from jinja2.ext import babel_extract

Found = Iterator[tuple[int | None, str, str, list[str]]]

MARKS = ("_", "N_", "_lt")

TEXTS: dict[str, tuple[str, ...]] = {
	"Custom HTML Block": ("name",),
	"Dashboard": ("dashboard_name",),
	"Dashboard Chart": ("chart_name",),
	"DocType": (
		"name",
		"description",
		"fields.label",
		"fields.description",
		"fields.placeholder",
		"links.group",
		"actions.label",
		"states.title",
		"permissions.role",
	),
	"Form Tour": ("title", "steps.title", "steps.description"),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Notification": ("subject", "message"),
	"Number Card": ("label",),
	"Onboarding Step": (
		"title",
		"action_label",
		"description",
		"report_description",
		"callback_title",
		"callback_message",
	),
	"Print Format": ("name",),
	"Report": ("report_name", "columns.label", "filters.label"),
	"Role": ("role_name",),
	"Web Form": (
		"title",
		"list_title",
		"introduction_text",
		"button_label",
		"success_title",
		"success_message",
		"web_form_fields.label",
		"web_form_fields.description",
	),
	"Workflow": ("states.state", "states.message", "transitions.action"),
	"Workspace": (
		"label",
		"charts.label",
		"number_cards.label",
		"custom_blocks.label",
		"quick_lists.label",
		"links.label",
		"links.description",
		"shortcuts.label",
		"shortcuts.format",
	),
}
"""DocType -> the fields that a reader sees; `table.field` for rows of a child table."""

OPTIONS = {"DocType": "fields", "Web Form": "web_form_fields"}
"""DocType -> the table whose Select rows carry words to choose among."""

JS_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`)"""
JS_CALL = re.compile(rf"(?<![\w.])__\(\s*({JS_STRING}(?:\s*\+\s*{JS_STRING})*)\s*[,)]")
HAS_WORDS = re.compile(r"[^\W\d_]{2}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def python(fileobj, keywords, comment_tags, options) -> Found:
	"""Calls of `_`, `N_` and `_lt`, also inside one another and with a choice between two texts.

	Raises:
		ValueError: the text would never be found: put together at run time, or with HTML or space around it.
	"""
	for node in ast.walk(ast.parse(fileobj.read())):
		if isinstance(node, ast.Call) and _called(node.func) in MARKS and node.args:
			for text in _constants(node.args[0], _place(fileobj, node)):
				if text != text.strip() or TAG.search(text):
					raise ValueError(
						f"{_place(fileobj, node)}: the platform looks texts up without HTML and outer space."
					)
				yield node.lineno, "_", text, []


def _called(function: ast.expr) -> str:
	return getattr(function, "id", "") or getattr(function, "attr", "")


def _place(fileobj, node: ast.expr) -> str:
	return f"{getattr(fileobj, 'name', '')}:{node.lineno}"


def _constants(argument: ast.expr, place: str) -> Iterator[str]:
	if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
		yield argument.value
	elif isinstance(argument, ast.IfExp):
		yield from _constants(argument.body, place)
		yield from _constants(argument.orelse, place)
	elif (
		isinstance(argument, ast.JoinedStr | ast.BinOp)
		or _called(getattr(argument, "func", argument)) == "format"
	):
		raise ValueError(f"{place}: write the text whole, with {{0}}, and .format() after _().")


def javascript(fileobj, keywords, comment_tags, options) -> Found:
	"""Calls of `__`, also inside one another and inside template strings."""
	yield from _javascript(fileobj.read().decode())


def _javascript(code: str) -> Found:
	for call in JS_CALL.finditer(code):
		parts = re.findall(JS_STRING, call.group(1))
		yield code.count("\n", 0, call.start()) + 1, "_", "".join(map(_unquoted, parts)), []


def _unquoted(literal: str) -> str:
	return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), literal[1:-1])


def html(fileobj, keywords, comment_tags, options) -> Found:
	"""Calls in a Jinja template, and in the scripts it holds."""
	for line, function, message, comments in babel_extract(fileobj, MARKS, (), {"silent": "false"}):
		yield line, function, message[0] if isinstance(message, tuple) else message, comments
	fileobj.seek(0)
	yield from _javascript(fileobj.read().decode())


def documents(fileobj, keywords, comment_tags, options) -> Found:
	"""What a reader sees of a shipped document, or of a list of them; nothing of any other JSON."""
	data = json.load(fileobj)
	for document in data if isinstance(data, list) else [data]:
		if isinstance(document, dict) and document.get("doctype") in TEXTS:
			yield from _document(document)


def _document(document: dict[str, Any]) -> Found:
	doctype = document["doctype"]
	for path in TEXTS[doctype]:
		for text in _at(document, path):
			yield from _say(text, f"{path} of {doctype}")
	for row in document.get(OPTIONS.get(doctype, ""), []):
		for option in _options(row):
			yield from _say(option, f"Option of {row.get('label') or row['fieldname']}")
	if doctype == "Workspace":
		for block in json.loads(document.get("content") or "[]"):
			if block["type"] in ("header", "paragraph"):
				# The platform looks a block up with its tags first, then without.
				yield from _say(TAG.sub("", block["data"].get("text") or ""), f"{block['type']} of Workspace")


def _at(document: dict[str, Any], path: str) -> Iterator[Any]:
	table, _dot, field = path.rpartition(".")
	rows = document.get(table) or [] if table else [document]
	return (row.get(field) for row in rows)


def _options(field: dict[str, Any]) -> list[str]:
	chosen = field.get("fieldtype") == "Select" and field.get("fieldname") != "naming_series"
	return (field.get("options") or "").split("\n") if chosen else []


def _say(text: Any, comment: str) -> Found:
	if isinstance(text, str) and HAS_WORDS.search(text):
		yield None, "_", text, [comment]


def states(fileobj, keywords, comment_tags, options) -> Found:
	"""The names of the seeded Workflow States."""
	for state in json.load(fileobj):
		yield from _say(state, "Workflow State")


def masters(fileobj, keywords, comment_tags, options) -> Found:
	"""The seeded coded reasons."""
	seeds = json.load(fileobj)
	for applies_to, reasons in seeds["reasons"].items():
		for reason, _actor in reasons:
			yield from _say(reason, f"Reason Code, {applies_to}")


def legal_parameters(fileobj, keywords, comment_tags, options) -> Found:
	"""The units of the seeded legal parameters."""
	for row in json.load(fileobj):
		yield from _say(row.get("unit"), "Unit of a Legal Parameter")
