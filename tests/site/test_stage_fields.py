"""The table of fields that the Desk asks for before a step."""

import json
from pathlib import Path

import frappe
import pytest
from factories import MANAGER, acting_as, filling, make_user

from oppna_ditt_hem.stages import STAGES

# The Desk's table of fields, and the stage rules that it must agree with.
APP = Path(__file__).parents[2] / "oppna_ditt_hem"
TABLE = json.loads((APP / "public" / "js" / "desk" / "stage_fields.json").read_text())
ROWS = [
	(doctype, stage, spec)
	for doctype, stages in TABLE.items()
	for stage, entry in stages.items()
	for spec in entry["fields"]
]


def asked(doctype: str, stage: str) -> set[str]:
	entry = TABLE[doctype].get(stage, {"fields": []})
	fields = {spec["fieldname"] for spec in entry["fields"]}
	return fields.union(*(asked(doctype, other) for other in entry.get("also", ())))


@pytest.mark.parametrize(("doctype", "stage", "spec"), ROWS, ids=lambda value: str(value)[:40])
def test_every_field_the_desk_asks_for_exists_and_can_be_filled_in(doctype, stage, spec):
	meta = frappe.get_meta(doctype)
	assert stage in STAGES[doctype]
	field = meta.get_field(spec["fieldname"])
	assert field and not field.read_only
	for other in (spec.get("when", [None])[0], spec.get("unless"), spec.get("said_by")):
		assert other is None or meta.get_field(other)
	if "reasons" in spec:
		assert field.options == "Reason Code"
		assert frappe.db.exists("Reason Code", {"applies_to": spec["reasons"], "active": 1})
	link, _dot, source = spec.get("default", "").partition(".")
	if source and link != "doc":
		assert frappe.get_meta(meta.get_field(link).options).get_field(source)


@pytest.mark.parametrize(
	("doctype", "stage"), [(doctype, stage) for doctype in STAGES for stage in STAGES[doctype]]
)
def test_the_desk_asks_for_whatever_the_stage_needs(doctype, stage):
	"""What a person fills in on the walk through the workflow is what the table asks for."""
	with acting_as(make_user(MANAGER)):
		needed = set(filling(doctype, stage))
	elsewhere = {"duplicate_cleared", "offer_deadline"}
	if stage == "Broken Down":
		elsewhere |= {"move_out_protocol_done", "next_housing"}  # the walk fills these in without need
	assert needed - elsewhere <= asked(doctype, stage)
