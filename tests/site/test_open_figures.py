"""The public page of figures: off until it is switched on, nothing small on it, and nobody with a protected identity."""

import frappe
import pytest
from factories import acting_as, make
from frappe.utils import add_days, add_months, get_first_day, now, nowdate
from report_rows import write, write_placements

from oppna_ditt_hem.portal import open_figures, page


@pytest.fixture
def town():
	"""Nås with 7 free places and 6 households, Vansbro with 2 and 1; 8 who live in 5 homes since this month."""
	for place in ("Nås", "Vansbro"):
		make.locality(place)
	home = {"kind": "Flat", "stage": "Approved", "part_of": None}
	free = [("Nås", 4, 4), ("Nås", 3, 3), ("Vansbro", 2, 2), *[("Nås", 2, 0)] * 3]
	write(
		"Listing",
		[
			{
				"name": f"H{number}",
				"locality": place,
				"places": places,
				"free_places": left,
				"availability": "Free",
				**home,
			}
			for number, (place, places, left) in enumerate(free)
		],
	)
	waiting = [("Nås", 0)] * 6 + [("Vansbro", 0)] + [("Vansbro", 1)] * 9
	rows = [
		{
			"name": f"W{number}",
			"stage": "Seeking",
			"protected_identity": hidden,
			"household_size": 2,
			"registered_on": add_days(nowdate(), -10 if number else -400),
			"creation": now(),
		}
		for number, (_place, hidden) in enumerate(waiting)
	]
	write("Applicant", rows)
	wish = {"parenttype": "Applicant", "parentfield": "wished_localities"}
	write(
		"Wished Locality",
		[
			{"name": f"L{number}", "parent": f"W{number}", "locality": place, **wish}
			for number, (place, _hidden) in enumerate(waiting)
		],
	)
	stay = {"stage": "Moved In", "places_taken": 2}
	write_placements(
		[
			{"name": f"S{number}", "listing": f"H{number % 5}", "steps": [("Moved In", now())], **stay}
			for number in range(8)
		]
	)


def shown(least: int = 5, on: int = 1) -> dict:
	settings = {"smallest_number_shown": least, "public_figures": on}
	frappe.db.set_single_value("Housing Settings", settings)
	frappe.cache.delete_value(open_figures.KEPT)
	with acting_as("Guest"):
		return open_figures.build()


def told(found: dict) -> dict:
	return {one["label"]: one["value"] for one in found["figures"]}


def part(found: dict, name: str) -> dict:
	(one,) = [part for part in found["parts"] if part["id"] == name]
	return {row["label"]: row["values"] for row in one["rows"] if any(value != 0 for value in row["values"])}


def test_it_is_not_there_until_it_is_switched_on():
	with pytest.raises(page.Missing):
		shown(on=0)


def test_without_a_limit_everything_but_the_protected_is_counted(town):
	found = shown(least=0)
	assert list(told(found).values()) == [6, 15, 9, 7, 14, 5, 16, 8]
	assert part(found, "places") == {"Nås": [7, 6], "Vansbro": [2, 1]}
	assert part(found, "waits") == {"0–29 days": [6], "365 days or more": [1]}
	assert part(found, "months") == {nowdate()[:7]: [8]}


def test_small_numbers_and_what_would_tell_them_are_masked(town):
	found = shown()
	# The 2 in Vansbro could be had from the 9 in all and the 7 in Nås, so Nås is masked as well.
	assert part(found, "places") == {"Nås": [None, 6], "Vansbro": [None, None]}
	assert part(found, "waits") == {"0–29 days": [None], "365 days or more": [None]}
	assert told(found)["Households waiting"] == 7 and told(found)["Free places"] == 9
	for drawn in found["maps"].values():
		points = {point["locality"]: point for point in drawn["points"]}
		assert points["Vansbro"]["households"] == points["Vansbro"]["free_places"] == 0
	assert set(told(shown(least=17)).values()) == {None}


def test_an_empty_town_has_a_page_too():
	found = shown()
	assert set(told(found).values()) == {0}
	assert {point["free_places"] for point in found["maps"]["wide"]["points"]} <= {0}


def test_people_and_places_are_told_only_where_their_homes_are(town):
	found = told(shown(least=7))
	for label in ("Homes offered", "Places in them", "Homes lived in now", "People who live there"):
		assert found[label] is None, label
	assert (told(shown(least=6))["Places in them"], told(shown(least=5))["People who live there"]) == (15, 16)


def test_a_home_counts_while_somebody_lives_there_and_a_move_in_each_month_of_a_year():
	first = get_first_day(add_months(nowdate(), -11))
	stays = (
		("Ended", "Moved In", first),
		("Ended", "Moved In", add_days(first, -1)),
		("Offered", "Offered", nowdate()),
		("Moved In", "Moved In", nowdate()),
	)
	rows = [
		{
			"name": f"S{number}",
			"stage": stage,
			"listing": f"H{number}",
			"places_taken": 2,
			# A notice that was taken back is no second time.
			"steps": [(step, str(day)), *([(step, nowdate())] if step == "Moved In" else [])],
		}
		for number, (stage, step, day) in enumerate(stays)
	]
	write_placements(rows)
	write("Listing", [{"name": row["listing"]} for row in rows])
	found = shown(least=0)
	assert (told(found)["Homes lived in now"], told(found)["People who live there"]) == (1, 2)
	assert part(found, "months") == {str(first)[:7]: [1], nowdate()[:7]: [1]}
