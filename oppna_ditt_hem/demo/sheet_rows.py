"""The inventory sheets' rows: the story's homes and households with other people, written as an office writes.

The people and addresses are others than in the loaded demo, so that an import on the demo site adds
cases instead of repeating them. What is not neat in them is declared in `sheet_habits`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from oppna_ditt_hem.demo import story
from oppna_ditt_hem.demo.sheet_habits import (
	HOUSEHOLD_FAULTS,
	HOUSEHOLD_HABITS,
	HOUSEHOLD_TWICE,
	LISTING_FAULTS,
	LISTING_HABITS,
	LISTING_TWICE,
	Written,
)
from oppna_ditt_hem.demo.sheet_words import (
	ASSIGNMENTS,
	FURNISHED,
	HEATINGS,
	HOUSINGS,
	KINDS,
	LANGUAGES,
	TENURES,
	WATERS,
)

SHEET_DAY = date(2026, 11, 16)
"""The day the inventory was put together; "omgående" means the day of reading."""

LISTING_HEADERS = (
	"Nr",
	"Upplåtare",
	"Telefon",
	"E-post",
	"Typ",
	"Adress",
	"Postnr",
	"Ort",
	"Bäddar",
	"Rum",
	"Kvm",
	"Hyra/mån",
	"Värme ingår",
	"El ingår",
	"Möblerad",
	"Ledig från",
	"Ledig till",
	"Upplåtelseform",
	"Passar",
	"Endast kvinnor",
	"Inneboende",
	"Språk",
	"Husdjur",
	"Rökning",
	"Trappfritt",
	"Uppvärmning",
	"Vatten",
	"Plogad väg",
	"Vinterbonad",
	"Ringt",
	"Övrigt",
)
HOUSEHOLD_HEADERS = (
	"Nr",
	"Namn",
	"Telefon",
	"Antal",
	"Födelseår",
	"Kön",
	"Språk",
	"Tolk",
	"Anvisad/egenbosatt",
	"Senast mottagen",
	"Anmäld",
	"UT från",
	"Bor nu",
	"Önskad inflyttning",
	"Önskat till",
	"Max hyra",
	"Önskade orter",
	"Kan dela bostad",
	"Husdjur",
	"Rökare",
	"Trappfritt",
	"Endast kvinnor",
	"Övrigt",
)
UNKNOWN_HEADERS = ("Ringt",)


@dataclass(frozen=True)
class Inventory:
	"""A sheet: its header and rows, which habits are in it, and the faults by (row number, header)."""

	headers: tuple[str, ...]
	rows: list[list[Any]]
	habits: tuple[Written, ...]
	faults: dict[tuple[int, str], str]


def inventory(kind: str) -> Inventory:
	"""The sheet of "listings" or "households". Row 1 is the header, as in a spreadsheet."""
	headers, neat, habits, faults, (twice, at) = SHEETS[kind]
	by_key = dict(neat())
	for written in (*habits, *faults):
		by_key[written.key][written.header] = written.value
	numbers = {key: number for number, key in enumerate(by_key, 2)}
	refused = {(numbers[fault.key], fault.header): fault.why for fault in faults}
	again = {**by_key[twice], "Nr": None, headers[1]: f"{by_key[twice][headers[1]]} ".upper(), "Övrigt": None}
	refused[len(by_key) + 2, at] = "the same row once more"
	rows = [[row.get(header) for header in headers] for row in (*by_key.values(), again)]
	return Inventory(headers, rows, habits, refused)


def people() -> dict[str, list[dict]]:
	return json.loads((story.DATA / "inventory.json").read_text(encoding="utf-8"))


def phone(number: int) -> str:
	"""A number of the series that is reserved for invented people, after those of the loaded story."""
	return f"070-174 06 {number:02d}"


def yes_no(value: Any) -> str:
	return "ja" if value else "nej"


def in_writing(day: date | None, number: int) -> Any:
	"""Every third date is a text with the day first; the others are dates."""
	return f"{day.day}/{day.month} {day.year}" if day and number % 3 == 0 else day


def neat_listings():
	"""(key, cells by header) for each home, before habits and faults."""
	homes = {row["key"]: row for row in story.records("listings", SHEET_DAY)}
	places = {row["key"]: row["locality_name"] for row in story.records("localities", SHEET_DAY)}
	landlords = list(dict.fromkeys(person["landlord_name"] for person in people()["landlords"]))
	for number, person in enumerate(people()["landlords"], 1):
		row = homes[person["home"]]
		yield (
			row["key"],
			{
				"Nr": number,
				"Upplåtare": person["landlord_name"],
				"E-post": person.get("email"),
				"Telefon": phone(52 + landlords.index(person["landlord_name"])),
				"Adress": person["address_line"],
				"Ort": places[row["locality"]],
				**home_cells(row),
				**time_cells(row, number),
				"Ringt": "ja" if number % 4 else None,
			},
		)


def home_cells(row: dict) -> dict[str, Any]:
	return {
		"Typ": KINDS[row["kind"]],
		"Postnr": row["postal_code"],
		"Bäddar": row["places"],
		"Rum": row["rooms"],
		"Kvm": row["floor_area"],
		"Hyra/mån": row["rent"],
		"Värme ingår": yes_no(row.get("includes_heating")),
		"El ingår": yes_no(row.get("includes_electricity")),
		"Möblerad": FURNISHED[row["furnished"]],
		"Upplåtelseform": TENURES[row["tenure"]],
		"Passar": suits(row),
		"Endast kvinnor": yes_no(row.get("women_only")),
		"Inneboende": yes_no(row.get("shared_with_the_landlord")),
		"Språk": ", ".join(LANGUAGES[code] for code in row["languages"]),
		"Husdjur": yes_no(row.get("pets_allowed")),
		"Rökning": "nej",
		"Trappfritt": yes_no(row.get("step_free")),
		"Uppvärmning": HEATINGS[row["heating"]],
		"Vatten": WATERS[row["water"]],
		"Plogad väg": yes_no(row["road_ploughed"] == "Yes"),
		"Vinterbonad": yes_no(row["winter_fit"] == "Yes"),
		"Övrigt": row.get("other_information"),
	}


def suits(row: dict) -> str:
	named = {"suits_singles": "ensamstående", "suits_couples": "par", "suits_families": "familj"}
	return ", ".join(word for field, word in named.items() if row.get(field))


def time_cells(row: dict, number: int) -> dict[str, Any]:
	"""A home without an end is free until further notice, in one of the ways people write it."""
	end = ("tills vidare", None, "-", "t.v.")[number % 4]
	return {
		"Ledig från": in_writing(row["available_from"], number) if number % 2 else "omgående",
		"Ledig till": date(2028, 5, 31) if row.get("available_to") else end,
	}


def neat_households():
	"""(key, cells by header) for each household, before habits and faults."""
	households = {row["key"]: row for row in story.records("households", SHEET_DAY)}
	places = {row["key"]: row["locality_name"] for row in story.records("localities", SHEET_DAY)}
	for number, person in enumerate(people()["households"], 1):
		row = households[person["household"]]
		yield (
			row["key"],
			{
				"Nr": number,
				"Namn": person["household_name"],
				"Telefon": phone(73 + number),
				**member_cells(row),
				**case_cells(row, number),
				**wish_cells(row, places),
			},
		)


def member_cells(row: dict) -> dict[str, Any]:
	members = row["members"]
	years = [member["birth_year"] for member in members]
	return {
		"Antal": len(members),
		"Födelseår": years[0] if len(years) == 1 else ", ".join(map(str, years)),
		"Kön": ", ".join("k" if member["gender"] == "Female" else "m" for member in members),
		"Språk": LANGUAGES[row["preferred_language"]],
		"Tolk": yes_no(row.get("interpreter_needed")),
	}


def case_cells(row: dict, number: int) -> dict[str, Any]:
	return {
		"Anvisad/egenbosatt": ASSIGNMENTS[row["assignment_type"]],
		"Senast mottagen": in_writing(row.get("must_receive_by"), number),
		"Anmäld": in_writing(row["registered_on"], number + 1),
		"UT från": in_writing(row["permit_from"], number + 2),
		"Bor nu": HOUSINGS[row["current_housing"]],
		"Önskad inflyttning": "omgående" if number % 3 else None,
	}


def wish_cells(row: dict, places: dict[str, str]) -> dict[str, Any]:
	return {
		"Max hyra": row["max_rent"],
		"Önskade orter": ", ".join(places[key] for key in row.get("wished_localities", ())),
		"Kan dela bostad": yes_no(row.get("accepts_shared_home")),
		"Husdjur": yes_no(row.get("has_pets")),
		"Rökare": "nej",
		"Trappfritt": yes_no(row.get("needs_step_free")),
		"Endast kvinnor": yes_no(row.get("needs_women_only")),
		"Övrigt": row.get("other_needs"),
	}


SHEETS: dict[str, tuple[tuple[str, ...], Callable, tuple, tuple, tuple[str, str]]] = {
	"listings": (LISTING_HEADERS, neat_listings, LISTING_HABITS, LISTING_FAULTS, LISTING_TWICE),
	"households": (HOUSEHOLD_HEADERS, neat_households, HOUSEHOLD_HABITS, HOUSEHOLD_FAULTS, HOUSEHOLD_TWICE),
}
