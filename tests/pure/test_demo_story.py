"""The Vansbro data set is what its users count on: the mix, the references, the sums, no real person."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from personnummer import personnummer
from stdnum.se import orgnr

from oppna_ditt_hem.demo import story

ROOT = Path(__file__).parents[2] / "oppna_ditt_hem"
MODULE = ROOT / "oppna_ditt_hem"
ANCHOR = date(2016, 11, 15)
KIND_OF_FILE = {
	"localities": "locality",
	"landlords": "landlord",
	"listings": "listing",
	"households": "applicant",
	"placements": "placement",
	"grants": "grant",
	"rates": "grant_rate",
	"entries": "grant_entry",
	"concerns": "concern",
}
# What only the loader reads: how a record is entered, walked and dated back.
LOADER_KEYS = {
	"key",
	"path",
	"steps",
	"by",
	"entered_by",
	"entered_on",
	"confirmed",
	"backdate",
	"photos",
	"checks",
}


def story_of(kind, anchor=ANCHOR):
	return story.records(kind, anchor)


def fields_of(doctype):
	document = json.loads((MODULE / "doctype" / doctype / f"{doctype}.json").read_text())
	return {field["fieldname"]: field for field in document["fields"]}


def stage_options(doctype):
	return [stage for stage in fields_of(doctype)["stage"]["options"].split("\n") if stage]


# --- dates


@pytest.mark.parametrize(
	("text", "field", "expected"),
	[
		("-40d", "keys_on", "2016-10-06"),
		("+1d", "offer_deadline", "2016-11-16 10:00:00"),
		("+30h", "offer_deadline", "2016-11-16 15:00:00"),
		("Y-12-31", "period_to", "2016-12-31"),
		("Y+1-02-15", "due_on", "2017-02-15"),
		("Y+0%", "posting_date", "2016-01-01"),
		("Y+100%", "posting_date", "2016-11-15"),
		("Öppna ditt hem {year}", "title", "Öppna ditt hem 2016"),
	],
)
def test_a_written_date_is_hung_on_the_anchor(text, field, expected):
	assert str(story.resolve(text, ANCHOR, field)) == expected


@pytest.mark.parametrize("anchor", [date(2016, 1, 1), date(2016, 2, 29), date(2026, 11, 23)])
def test_bookings_are_in_the_grants_year_and_never_in_the_future(anchor):
	for entry in story_of("entries", anchor):
		assert date(anchor.year, 1, 1) <= entry["posting_date"] <= anchor


def test_nothing_stays_unresolved_and_the_files_are_left_alone():
	for kind in story.KINDS:
		text = json.dumps(story_of(kind), default=str, ensure_ascii=False)
		assert not re.search(r'"([+-]\d+[dh]|Y[+-].*?)"|\{year\}|"age"', text), kind
	assert story_of("listings", "2016-11-15") == story_of("listings")
	assert story_of("listings", "2016-11-16") != story_of("listings")


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


# --- references and fields


@pytest.mark.parametrize("kind", KIND_OF_FILE)
def test_every_field_exists_and_every_choice_is_one_of_its_options(kind):
	fields = fields_of(KIND_OF_FILE[kind])
	for row in story_of(kind):
		given = {name: value for name, value in row.items() if name not in LOADER_KEYS}
		for step in [given, *row.get("steps", {}).values(), row.get("backdate", {})]:
			assert_fields(fields, step, row["key"])


def assert_fields(fields, values, key):
	assert set(values) <= set(fields), (key, set(values) - set(fields))
	for name, value in values.items():
		if fields[name]["fieldtype"] == "Select":
			assert value in fields[name]["options"].split("\n"), (key, name, value)


def test_every_reference_resolves():
	keys = {kind: {row["key"] for row in story_of(kind)} for kind in story.KINDS}
	homes = {
		"landlord": "landlords",
		"listing": "listings",
		"applicant": "households",
		"placement": "placements",
		"part_of": "listings",
		"grant": "grants",
		"user": "users",
		"entered_by": "users",
		"locality": "localities",
		"current_locality": "localities",
		"must_reach": "localities",
	}
	for kind in story.KINDS:
		for row in story_of(kind):
			for field, target in homes.items():
				if row.get(field) and not (kind == "users"):
					assert row[field] in keys[target], (row["key"], field)
			assert set(row.get("wished_localities", [])) <= keys["localities"], row["key"]
	everything = [row["key"] for kind in story.KINDS for row in story_of(kind)]
	assert len(everything) == len(set(everything))


def test_reasons_are_seeded_for_what_they_are_used_for():
	seeds = json.loads((ROOT / "setup" / "masters.json").read_text())["reasons"]
	uses = {
		"return_reason": "Listing Returned",
		"reject_reason": "Listing Rejected",
		"close_reason": "Listing Closed",
		"dormant_reason": "Applicant Dormant",
		"close_outcome": "Applicant Closed",
	}
	placement_uses = {
		"Declined": "Placement Declined",
		"Withdrawn": "Placement Withdrawn",
		"Ended": "Placement Ended",
		"Broken Down": "Placement Broken Down",
	}
	for kind in ("listings", "households", "placements"):
		for row in story_of(kind):
			for stage, values in row.get("steps", {}).items():
				for field in {*uses, "decline_reason", "end_reason"} & set(values):
					group = uses.get(field) or placement_uses[stage]
					assert values[field] in [reason for reason, _actor in seeds[group]], (row["key"], field)


def test_no_household_and_no_home_is_taken_twice():
	live = {"Offered", "Accepted", "Meeting", "Contract", "Moved In", "Notice Given"}
	rows = [row for row in story_of("placements") if row["stage"] in live]
	assert len({row["listing"] for row in rows}) == len(rows)
	assert len({row["applicant"] for row in rows}) == len(rows)
	homes = {row["key"]: row for row in story_of("listings")}
	households = {row["key"]: row for row in story_of("households")}
	for row in story_of("placements"):
		assert len(households[row["applicant"]]["members"]) <= homes[row["listing"]]["places"], row["key"]


def test_files_named_in_the_story_are_there_and_small():
	named = set()
	for kind in story.KINDS:
		named |= set(re.findall(r'"([a-z]+\.pdf)"', json.dumps(story_of(kind), default=str)))
	named |= {f"{photo}.png" for row in story_of("listings") for photo in row.get("photos", [])}
	assert named == {path.name for path in story.FILES.iterdir()}
	assert all(path.stat().st_size < 30_000 for path in story.FILES.iterdir())


# --- money


def test_the_years_grants_are_almost_1_4_million():
	grants = {row["key"]: row for row in story_of("grants")}
	amounts = {key: row["steps"]["Granted"]["amount"] for key, row in grants.items()}
	assert (
		amounts["grant-open-home"] == 300_000 and grants["grant-open-home"]["title"] == "Öppna ditt hem 2016"
	)
	assert amounts["grant-fast-track"] == 600_000
	assert not grants["grant-fast-track"].get("legal_basis_verified")
	assert 1_350_000 <= sum(amounts.values()) <= 1_400_000
	for key, row in grants.items():
		assert sum(line["budget"] for line in row["budget_lines"]) == amounts[key]


def test_bookings_fit_their_budget_line_and_multiply_out():
	budgets = {
		(grant["key"], line["budget_line"]): line["budget"]
		for grant in story_of("grants")
		for line in grant["budget_lines"]
	}
	spent = Counter()
	running = {grant["key"] for grant in story_of("grants") if grant["stage"] == "Running"}
	for entry in story_of("entries"):
		assert entry["grant"] in running
		quantity = {"Hours": "hours", "Mileage": "kilometres"}.get(entry["entry_type"])
		if quantity:
			assert entry["amount"] == entry[quantity] * entry["rate"], entry["key"]
		spent[entry["grant"], entry["budget_line"]] += entry["amount"]
	assert all(total <= budgets[line] for line, total in spent.items())
	vouchers = [entry["voucher_number"] for entry in story_of("entries")]
	assert len(vouchers) == len(set(vouchers))
	assert {entry["entry_type"] for entry in story_of("entries")} == {"Cost", "Hours", "Mileage"}


# --- nobody real


def test_phone_numbers_are_the_ones_reserved_for_fiction():
	numbers = [row["mobile"] for kind in ("landlords", "households") for row in story_of(kind)]
	assert len(numbers) == len(set(numbers)) == 47
	for number in numbers:
		match = re.fullmatch(r"070-174 06 (\d\d)", number)
		assert match and 5 <= int(match[1]) <= 99, number


def test_addresses_of_mail_are_of_the_reserved_domain():
	mails = [
		row["email"]
		for kind in ("users", "landlords", "households")
		for row in story_of(kind)
		if row.get("email")
	]
	assert all(mail.endswith(".example") for mail in mails)
	assert sum(not row.get("email") for row in story_of("landlords")) == 1


def test_identity_numbers_are_valid_and_of_the_test_series():
	seen = set()
	for row in story_of("households"):
		number = row.get("identity_number")
		assert bool(number) == (row["identity_kind"] != "None"), row["key"]
		if row["identity_kind"] in ("Personnummer", "Samordningsnummer"):
			parsed = personnummer.parse(number)
			assert parsed.is_coordination_number() == (row["identity_kind"] == "Samordningsnummer")
			assert int(number[:4]) == row["members"][0]["birth_year"], row["key"]
			assert parsed.is_male() == (row["members"][0]["gender"] == "Male"), row["key"]
			# Birth numbers 980-999 aren't given to people; the tax agency's test numbers use them.
			assert 980 <= int(number.replace("-", "")[8:11]) <= 999, row["key"]
		seen.add(number)
	assert len(seen) == 21


def test_the_one_organisation_has_a_valid_number():
	organisations = [row for row in story_of("landlords") if row["landlord_type"] == "Organisation"]
	assert len(organisations) == 1
	assert orgnr.is_valid(organisations[0]["organisation_number"])


def test_one_user_for_each_role_and_a_second_officer_and_landlord():
	roles = Counter(row["role"] for row in story_of("users"))
	assert roles == {
		"Housing Officer": 2,
		"Housing Manager": 1,
		"Grant Controller": 1,
		"Housing Administrator": 1,
		"Auditor": 1,
		"Concern Handler": 1,
		"Protected Identity Officer": 1,
		"Landlord": 2,
		"Applicant": 1,
	}


def test_homes_lie_near_their_locality():
	places = {row["key"]: row for row in story_of("localities")}
	for row in story_of("listings"):
		place = places[row["locality"]]
		assert abs(row["latitude"] - place["latitude"]) < 0.05, row["key"]
		assert abs(row["longitude"] - place["longitude"]) < 0.08, row["key"]
		assert row["postal_code"] in place["postal_codes"], row["key"]
