"""What an administrator who writes a rule may use, in words: names, signs, functions and examples.

`python -m oppna_ditt_hem.matching.guide FILE` writes the lists into a document, between the two marks it holds.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from .rules import PREFERENCE, REQUIREMENT
from .vocabulary import NAMES
from .words import N_

MEANINGS: dict[str, str] = {
	"household.size": N_("People in the household"),
	"household.children": N_("Children under 18"),
	"household.max_rent": N_("Highest rent it can pay, kronor per month"),
	"household.max_km": N_("Farthest from the place it must reach, kilometres"),
	"household.kind": N_("What kind of household it is"),
	"household.all_women": N_("Every adult is a woman"),
	"household.accepts_shared": N_("Accepts a home shared with the landlord"),
	"household.pets": N_("Has pets"),
	"household.smokes": N_("Somebody smokes"),
	"household.needs_step_free": N_("Needs a step-free home"),
	"household.needs_wheelchair": N_("Needs a home for a wheelchair"),
	"household.needs_women_only": N_("Needs a home for women only"),
	"household.wanted_from": N_("First day it wants a home"),
	"household.wanted_to": N_("Last day it wants the home"),
	"household.registered_on": N_("Day on which it was registered"),
	"household.must_receive_by": N_("Day by which the municipality must have received it"),
	"household.housing_ends": N_("Day on which it loses its current housing"),
	"household.broke_down": N_("Day on which its last stay broke down"),
	"household.waited_days": N_("Days since it was registered"),
	"listing.kind": N_("What kind of home it is"),
	"listing.locality": N_("Name of the locality, as in the list of localities"),
	"listing.free_places": N_("Free places (beds)"),
	"listing.free_households": N_("How many more households it can take"),
	"listing.households_at_once": N_("How many households it takes at once"),
	"listing.floor": N_("Which floor it is on"),
	"listing.floor_area": N_("Floor area, square metres"),
	"listing.rent": N_("Rent, kronor per month"),
	"listing.shortest_stay": N_("Shortest stay, months"),
	"listing.places": N_("Places (beds), taken ones counted"),
	"listing.rooms": N_("Rooms besides kitchen"),
	"listing.longest_stay": N_("Longest stay, months"),
	"listing.available_from": N_("First day it is free"),
	"listing.available_to": N_("Last day it is free"),
	"listing.women_only": N_("Only for women"),
	"listing.shared": N_("Shared with the landlord"),
	"listing.pets_allowed": N_("Pets are allowed"),
	"listing.smoking_allowed": N_("Smoking is allowed"),
	"listing.step_free": N_("Has a step-free entrance"),
	"listing.wheelchair": N_("Fits a wheelchair"),
	"listing.has_lift": N_("Has a lift"),
	"listing.accessible_bathroom": N_("Has an accessible bathroom"),
	"listing.winter_fit": N_("Can be lived in during winter"),
	"listing.road_ploughed": N_("The road is ploughed"),
	"listing.heating": N_("How it is heated"),
	"listing.water": N_("Where its water comes from"),
	"listing.furnished": N_("Whether it is furnished"),
	"listing.suits_singles": N_("Suits single people"),
	"listing.suits_couples": N_("Suits couples"),
	"listing.suits_families": N_("Suits families with children"),
	"listing.includes_heating": N_("The rent includes heating"),
	"listing.includes_electricity": N_("The rent includes electricity"),
	"listing.includes_water": N_("The rent includes water"),
	"listing.includes_internet": N_("The rent includes internet"),
	"listing.locality_has_school": N_("There is a school in the locality"),
	"listing.locality_has_sfi": N_("Swedish for immigrants is taught in the locality"),
	"listing.locality_has_shop": N_("There is a grocery shop in the locality"),
	"listing.locality_has_bus": N_("There is a bus in the locality"),
	"pair.km": N_("Straight line from the place the household must reach to the home, kilometres"),
	"pair.months": N_("Months the household can stay; 1000 without an end"),
	"pair.move_in": N_("First day on which both can"),
	"pair.last_day": N_("Last day on which both can"),
	"pair.shares_language": N_("The household and those in the home share a language"),
	"pair.is_wished": N_("The home lies in a locality the household has wished for"),
	"pair.has_wish": N_("The household has wished for a locality"),
	"today": N_("The day of the run"),
}
"""Every name of the vocabulary and what it stands for."""

SIDES = {
	"household": N_("The household"),
	"listing": N_("The home"),
	"pair": N_("The two together"),
	"today": N_("The day"),
}

SIGNS = (
	("+ - * /", N_("Compute with numbers. A date and a number give a date, two dates give days.")),
	("< <= > >= == !=", N_("Compare numbers or dates. With == and != also words and yes or no.")),
	('in ("Room", "Flat")', N_("One of several words or numbers; not in for none of them.")),
	("and or not", N_("Join answers. What isn't known stays unknown, unless the rest decides.")),
	("… if … else …", N_("The first where the answer in the middle is yes, otherwise the last.")),
	("True False", N_("Yes and no.")),
)

FUNCTIONS: dict[str, tuple[str, str]] = {
	"min": ("min(a, b)", N_("The smallest of up to eight numbers or dates.")),
	"max": ("max(a, b)", N_("The largest of up to eight numbers or dates.")),
	"abs": ("abs(a)", N_("The number without its sign.")),
	"where": ("where(answer, a, b)", N_("The same as a if answer else b.")),
	"known": ("known(a)", N_("Yes where the value is known.")),
	"otherwise": ("otherwise(a, b)", N_("The first where it is known, otherwise the second.")),
	"month": ("month(day)", N_("The month of a date, 1 to 12.")),
	"date": ("date(2026, 12, 31)", N_("A day: year, month, day.")),
}


@dataclass(frozen=True)
class Example:
	"""A rule that can be taken as it is."""

	title: str
	kind: str
	expression: str


EXAMPLES = (
	Example(
		N_("A school for children"), REQUIREMENT, "household.children == 0 or listing.locality_has_school"
	),
	Example(N_("No room for a family"), REQUIREMENT, 'household.children == 0 or listing.kind != "Room"'),
	Example(N_("20 square metres each"), PREFERENCE, "min(1, listing.floor_area / (20 * household.size))"),
	Example(
		N_("Moves when school starts"),
		PREFERENCE,
		"household.children == 0 or month(pair.move_in) in (1, 8)",
	),
	Example(N_("Heating in the rent"), PREFERENCE, "1 if listing.includes_heating else 0.3"),
)

START, END = "<!-- names: generated -->", "<!-- names: end -->"


def markdown() -> str:
	"""The names, signs and functions as tables for a document, in English."""
	lines = ["| Name | Kind | Stands for |", "|---|---|---|"]
	for key, name in NAMES.items():
		words = ": " + ", ".join(f"`{word}`" for word in name.words) if name.words else ""
		lines.append(f"| `{key}` | {name.kind}{words} | {MEANINGS[key]} |")
	lines += ["", "| Sign or function | What it does |", "|---|---|"]
	lines += [f"| `{sign}` | {meaning} |" for sign, meaning in (*SIGNS, *FUNCTIONS.values())]
	return "\n".join(lines)


def written_into(text: str) -> str:
	"""The text with the tables between its marks. Raises ValueError where a mark is missing."""
	before, rest = text.split(START)
	_old, after = rest.split(END)
	return f"{before}{START}\n{markdown()}\n{END}{after}"


if __name__ == "__main__":
	for file in map(Path, sys.argv[1:]):
		file.write_text(written_into(file.read_text(encoding="utf-8")), encoding="utf-8")
