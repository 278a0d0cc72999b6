"""The Vansbro data set has something of everything: homes, households, stages and ends."""

from collections import Counter
from datetime import date, timedelta

import pytest
from demo_story import ANCHOR, fields_of, story_of


def stage_options(doctype):
	return [stage for stage in fields_of(doctype)["stage"]["options"].split("\n") if stage]


# --- the mix


def test_the_mix_of_homes():
	listings = story_of("listings")
	kinds = Counter(row["kind"] for row in listings)
	assert kinds == {"Room": 9, "Flat": 8, "House": 7, "Cottage": 4, "Annexe": 2}
	rents = {"Room": (2500, 3500), "Flat": (3900, 5600), "House": (4500, 7000)}
	for row in listings:
		low, high = rents.get(row["kind"], (2000, 4500))
		assert low <= row["rent"] <= high, row["key"]
	assert [row["winter_fit"] for row in listings if row["kind"] == "Cottage"].count("No") == 2
	assert all(row["shared_with_the_landlord"] for row in listings if row["kind"] == "Room")


def test_a_house_has_rooms_as_parts_at_the_same_address():
	homes = {row["key"]: row for row in story_of("listings")}
	parts = [row for row in homes.values() if row.get("part_of")]
	assert len(parts) == 2
	for part in parts:
		whole = homes[part["part_of"]]
		assert whole["kind"] == "House" and not whole.get("part_of")
		assert (whole["address_line"], whole["landlord"]) == (part["address_line"], part["landlord"])


def household_kind(row):
	children = [member for member in row["members"] if member["relation"] == "Child"]
	if children:
		return "large" if len(children) > 3 else "family"
	return "single" if len(row["members"]) == 1 else "couple"


def test_the_mix_of_households():
	households = story_of("households")
	assert Counter(map(household_kind, households)) == {"single": 9, "couple": 5, "family": 8, "large": 3}
	assert Counter(row["identity_kind"] for row in households).keys() == {
		"Personnummer",
		"Samordningsnummer",
		"LMA number",
		"None",
	}
	assert [row["protection"] for row in households if row.get("protection")] == ["Sekretessmarkering"]
	languages = {row["preferred_language"] for row in households}
	assert languages >= {"ar", "prs", "fa", "ku", "so", "ti", "uk"}


@pytest.mark.parametrize("year", [2016, 2026])
def test_members_have_plausible_ages(year):
	for row in story_of("households", date(year, 11, 15)):
		for member in row["members"]:
			age = year - member["birth_year"]
			low, high = (0, 20) if member["relation"] == "Child" else (14, 75)
			assert low <= age <= high, (row["key"], member)


def test_every_stage_and_every_end_occurs():
	for kind, doctype in (("listings", "listing"), ("households", "applicant"), ("placements", "placement")):
		assert {row["stage"] for row in story_of(kind)} == set(stage_options(doctype)), kind


def test_a_path_ends_in_the_stage_and_its_steps_are_on_it():
	starts = {"listings": "Draft", "households": "New", "placements": "Proposed", "grants": "Draft"}
	for kind, start in starts.items():
		for row in story_of(kind):
			assert [start, *row["path"]][-1] == row["stage"], row["key"]
			assert set(row.get("steps", {})) <= set(row["path"]), row["key"]


def test_assigned_households_have_a_day_to_be_received_by():
	for row in story_of("households"):
		if row.get("assignment_type") in ("Assigned", "Quota") and row["stage"] != "New":
			assert row["must_receive_by"] > row["decision_date"], row["key"]
	soon = [row for row in story_of("households") if row.get("must_receive_by")]
	assert any(ANCHOR < row["must_receive_by"] <= ANCHOR + timedelta(days=7) for row in soon)
