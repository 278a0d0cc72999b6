"""The Vansbro data set holds together: its dates, its references, its fields, its money."""

import json
import re
from collections import Counter
from datetime import date

import pytest
from demo_story import ANCHOR, ROOT, fields_of, story_of

from oppna_ditt_hem.demo import story

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
