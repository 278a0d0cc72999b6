"""Invariant 8: the law is found from the case, fixed when the agreement is drawn up, and kept with its values."""

import json

import frappe
import pytest
import time_machine
from factories import acting_as, filling, make, make_user
from frappe.utils import add_days, nowdate

from oppna_ditt_hem.agreements import card, law
from oppna_ditt_hem.refusals import MissingFieldsError, StageRuleError
from oppna_ditt_hem.stages import move_to_stage

OFFICER = "Housing Officer"
ASKED = {"let_for_leisure": None, "dwellings_let": None, "let_as_business": None, "first_letting": None}


def draw_up(stay, **values):
	with acting_as(make_user(OFFICER)):
		doc = frappe.get_doc("Placement", stay.name)
		doc.update({**filling("Placement", "Contract"), **values})
		doc.save()
		return move_to_stage(frappe.get_doc("Placement", doc.name), "Contract")


def change(stay, **values):
	with acting_as(make_user(OFFICER)):
		doc = frappe.get_doc("Placement", stay.name)
		doc.update(values)
		doc.save()
		return doc


def set_value_of_law(key: str, value: str) -> None:
	name = frappe.get_all(
		"Legal Parameter", {"key": key, "valid_to": ["is", "not set"]}, pluck="name", order_by="name"
	)
	frappe.db.set_value("Legal Parameter", name[0], "value", value)


def test_the_law_is_fixed_with_its_grounds_and_values_when_the_agreement_is_drawn_up():
	stay = draw_up(make.placement("Meeting"))
	assert (stay.law_regime, str(stay.law_day)) == ("2026:772", nowdate())
	assert "2026:772" in stay.law_basis and "ej verifierat" in stay.law_basis
	kept = {row["key"]: row["value"] for row in json.loads(stay.law_values)}
	assert kept["private_letting_law"] == "2026:772" and kept["notice_months_household_2026_772"] == "3"


def test_the_law_follows_the_day_of_signing_not_the_day_it_is_written_down():
	stay = draw_up(
		make.placement("Meeting"), contract_signed_on="2026-06-30", let_as_business="No", first_letting="Yes"
	)
	assert (stay.law_regime, str(stay.law_day)) == ("2012:978", "2026-06-30")


QUESTIONS = (
	(None, "Person", "Owned house", {"let_for_leisure", "dwellings_let"}),
	(None, "Person", "Other", {"held_as", "let_for_leisure", "dwellings_let"}),
	(
		"2026-06-30",
		"Person",
		"Owned house",
		{"let_as_business", "let_for_leisure", "first_letting", "dwellings_let"},
	),
	(None, "Organisation", "Owned house", {"landlord_is_estate", "let_for_leisure", "dwellings_let"}),
	(None, "Person", "Rental flat", set()),
)


def test_just_the_questions_that_the_law_leaves_open_are_asked():
	stay = make.placement("Meeting")
	for day, kind, tenure, fields in QUESTIONS:
		frappe.db.set_value("Landlord", stay.landlord, "landlord_type", kind)
		frappe.db.set_value("Listing", stay.listing, "tenure", tenure)
		frappe.db.set_value("Placement", stay.name, {"agreed_rent": 5000, "contract_signed_on": day})
		frappe.clear_document_cache("Placement", stay.name)
		with acting_as(make_user(OFFICER)):
			assert set(law.questions(stay.name)) == fields
		if fields:
			refuse_to_draw_up(stay, day, fields)


def refuse_to_draw_up(stay, day, fields) -> None:
	frappe.db.savepoint("one_agreement")
	with pytest.raises(MissingFieldsError) as refused:
		draw_up(stay, contract_signed_on=day, **ASKED)
	frappe.db.rollback(save_point="one_agreement")
	for field in fields:
		assert stay.meta.get_field(field).description in str(refused.value)
	assert frappe.db.get_value("Placement", stay.name, "stage") == "Meeting"


def test_a_legal_value_that_changes_later_changes_nothing_in_an_agreement():
	stay = draw_up(make.placement("Meeting"))
	before = {row["key"]: row["text"] for row in card.rows(stay)}
	set_value_of_law("notice_months_household_2026_772", "1")
	set_value_of_law("late_rent_days_2026_772", "60")
	change(stay, deposit=1000)
	again = frappe.get_doc("Placement", stay.name)
	assert again.law_values == stay.law_values
	assert {row["key"]: row["text"] for row in card.rows(again)} == before
	fresh = draw_up(make.placement("Meeting"))
	now = {row["key"]: row["text"] for row in card.rows(fresh)}
	assert now["household_notice"] != before["household_notice"] and now["late_rent"] != before["late_rent"]


def test_nobody_writes_the_law_by_hand():
	stay = draw_up(make.placement("Meeting"))
	kept = change(
		stay, law_regime="Jordabalken 12", law_basis="Because", law_values="[]", law_day="2020-01-01"
	)
	assert (kept.law_regime, str(kept.law_day)) == ("2026:772", nowdate())
	assert kept.law_basis == stay.law_basis and kept.law_values == stay.law_values


def test_before_signing_the_law_follows_its_facts_and_afterwards_they_stand():
	stay = draw_up(make.placement("Meeting"))
	assert change(stay, dwellings_let="3").law_regime == "Jordabalken 12"
	signed = {"signed_by_landlord": 1, "signed_by_tenant": 1, "contract_signed_on": nowdate()}
	change(stay, **signed)
	with pytest.raises(StageRuleError, match="is signed"):
		change(stay, dwellings_let="1")
	assert frappe.db.get_value("Placement", stay.name, "law_regime") == "Jordabalken 12"


def test_an_agreement_signed_under_another_law_than_it_names_is_signed_anew():
	facts = {"let_as_business": "No", "first_letting": "Yes"}
	with time_machine.travel("2026-06-29 12:00:00", tick=True):
		stay = draw_up(make.placement("Meeting"), **facts)
		assert stay.law_regime == "2012:978"
	signed = {"signed_by_landlord": 1, "signed_by_tenant": 1, "contract_signed_on": "2026-07-01"}
	with time_machine.travel("2026-07-02 12:00:00", tick=True):
		with pytest.raises(StageRuleError, match=r"2012:978.*2026:772"):
			change(stay, **signed)
		change(stay, contract_signed_on="2026-07-01")
		assert change(stay, **signed).law_regime == "2026:772"


def test_a_gap_in_the_legal_values_is_a_refusal_that_names_the_value():
	frappe.db.delete("Legal Parameter", {"key": "scope_2026_772"})
	with pytest.raises(StageRuleError, match="scope_2026_772"):
		draw_up(make.placement("Meeting"))


def test_the_card_says_each_rule_with_its_paragraph_and_whether_it_is_verified():
	stay = draw_up(make.placement("Meeting"))
	with acting_as(make_user(OFFICER)):
		rows = {row["key"]: row for row in card.shown(stay.name)}
	assert {"household_notice", "landlord_notice", "right_to_stay", "rent", "rent_due", "late_rent"} <= set(
		rows
	)
	notice = rows["household_notice"]
	assert "3 months" in notice["text"] and "2026:772" in notice["reference"] and not notice["verified"]
	with acting_as(make_user("Grant Controller", number=2)):
		assert card.shown(stay.name)
	with acting_as(make_user("Landlord", number=2)), pytest.raises(frappe.PermissionError):
		card.shown(stay.name)
	with acting_as(make_user(OFFICER)):
		assert card.shown(make.placement("Offered").name) == []


def test_a_fixed_term_has_its_rows_too():
	stay = draw_up(make.placement("Meeting"), to_date=add_days(nowdate(), 400))
	assert {"term", "stays_on"} <= {row["key"] for row in card.rows(stay)}
