"""What the extractors find in each kind of file, and what they refuse."""

import io
import json

import pytest

from oppna_ditt_hem.translation import extractors


def found(method, content) -> list[str]:
	text = content if isinstance(content, str) else json.dumps(content)
	return [message for _line, _function, message, _comments in method(io.BytesIO(text.encode()), (), (), {})]


@pytest.mark.parametrize(
	("code", "messages"),
	[
		('_("One")', ["One"]),
		('N_("One" " text")', ["One text"]),
		('refuse(_("Change {0}.").format(bold(_("Rent"))))', ["Change {0}.", "Rent"]),
		('_("Yes" if ready else "No")', ["Yes", "No"]),
		('frappe._("One")', ["One"]),
		('_("One", lang)', ["One"]),
		("_(doc.stage)", []),
		('say("One")', []),
	],
)
def test_python(code, messages):
	assert sorted(found(extractors.python, code)) == sorted(messages)


@pytest.mark.parametrize(
	"code",
	[
		'_(f"Change {name}.")',
		'_("Change " + name)',
		'_("Change {0}.".format(name))',
		'_("<b>Yes</b>")',
		'_("Name: ")',
	],
)
def test_python_that_nobody_could_translate_is_refused(code):
	with pytest.raises(ValueError, match=":1: "):
		found(extractors.python, code)


@pytest.mark.parametrize(
	("code", "messages"),
	[
		('__("One")', ["One"]),
		("__('It''s')", []),
		("__('It\\'s {0}', [x])", ["It's {0}"]),
		('__("One " +\n\t"text")', ["One text"]),
		('__("All {0}", [__("homes")])', ["All {0}", "homes"]),
		('`<p>${__("One")}</p>`', ["One"]),
		('__(doc.stage) + __("One" + name)', []),
		('frappe.call__("One")', []),
	],
)
def test_javascript(code, messages):
	assert found(extractors.javascript, code) == messages


def test_html_with_a_script():
	page = '<p>{{ _("One {0}").format(n) }}{% if a %}{{ _("Two") }}{% endif %}</p><script>alert(__("Three"))</script>'
	assert found(extractors.html, page) == ["One {0}", "Two", "Three"]


def test_doctype():
	doctype = {
		"doctype": "DocType",
		"name": "Home",
		"description": "A place",
		"fields": [
			{"fieldname": "kind", "fieldtype": "Select", "label": "Kind", "options": "\nRoom\nHouse\n12"},
			{"fieldname": "locality", "fieldtype": "Link", "label": "Locality", "options": "Place"},
			{
				"fieldname": "naming_series",
				"fieldtype": "Select",
				"label": "Series",
				"options": "HOM-.YYYY.-",
			},
			{"fieldname": "note", "fieldtype": "Data", "description": "Any text"},
		],
		"links": [{"group": "Money", "link_doctype": "Cost"}],
		"permissions": [{"role": "Officer"}],
	}
	expected = [
		"Home",
		"A place",
		"Kind",
		"Locality",
		"Series",
		"Any text",
		"Money",
		"Officer",
		"Room",
		"House",
	]
	assert found(extractors.documents, doctype) == expected


def test_workflow():
	workflow = {
		"doctype": "Workflow",
		"states": [{"state": "Draft", "message": "It is being written."}],
		"transitions": [{"action": "Submit"}],
	}
	assert found(extractors.documents, workflow) == ["Draft", "It is being written.", "Submit"]


def test_workspace_headers_are_read_without_their_tags():
	blocks = [
		{"type": "header", "data": {"text": '<span class="h4"><b>Money</b></span>'}},
		{"type": "card", "data": {"card_name": "Hidden"}},
	]
	workspace = {"doctype": "Workspace", "label": "Start", "content": json.dumps(blocks)}
	assert found(extractors.documents, workspace) == ["Start", "Money"]


def test_lists_of_documents_and_other_json():
	assert found(extractors.documents, [{"doctype": "Role", "role_name": "Officer"}]) == ["Officer"]
	assert found(extractors.documents, {"name": "Home"}) == []
	assert found(extractors.documents, ["Home"]) == []


def test_seeds():
	assert found(extractors.states, {"Draft": "", "Let": "Success"}) == ["Draft", "Let"]
	assert found(extractors.masters, {"reasons": {"Closed": [["Sold", "Landlord"]]}}) == ["Sold"]
	assert found(extractors.legal_parameters, [{"key": "tax", "unit": "percent"}]) == ["percent"]
