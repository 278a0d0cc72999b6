"""From a household row's birth years, relations and genders to its members."""

from __future__ import annotations

from typing import Any

from ..households import ADULT_AGE, household_facts
from ..words import N_
from .cells import CellFault, Context

COUNT_DIFFERS = N_("The row says {size} people and gives {count} birth years. Correct one of them.")
CHILDREN_DIFFER = N_(
	"The row says {size} children, and {count} of the birth years are under 18. Correct one of them."
)
AS_MANY = N_("Write as many as there are birth years: {count}.")
SIZE_NEEDED = N_("Write how many people the household is, or their birth years.")
MORE_CHILDREN = N_("There can't be more children than people.")
ONE_HEAD = N_("Exactly one member is the applicant (sökande).")


def with_members(row: dict[str, Any], context: Context) -> dict[str, Any]:
	"""The row with `members`, size, children and kind, instead of the three lists.

	Without relations the first is the applicant, the others under 18 are children, a second adult is the partner and any
	further adult is somebody else.

	Raises:
		FieldFault: the lists and the numbers contradict each other.
	"""
	row = dict(row)
	years = row.pop("birth_years", None) or []
	relations = row.pop("relations", None)
	genders = row.pop("genders", None)
	if not years:
		return _by_numbers(row)
	_as_many("relations", relations, years)
	_as_many("genders", genders, years)
	if relations and relations.count("Head") != 1:
		raise FieldFault("relations", ONE_HEAD)
	relations = relations or _guess(years, context)
	genders = genders or [""] * len(years)
	row["members"] = [
		{"birth_year": year, "relation": relation, "gender": gender}
		for year, relation, gender in zip(years, relations, genders, strict=True)
	]
	facts = household_facts(row["members"], context.today)
	_agree(row, "household_size", facts, COUNT_DIFFERS)
	_agree(row, "children", facts, CHILDREN_DIFFER)
	return {**row, **facts}


class FieldFault(CellFault):
	"""A fault of a row as a whole, laid at one field's door."""

	def __init__(self, fieldname: str, template: str, **params: Any):
		super().__init__(template, **params)
		self.fieldname = fieldname


def _as_many(fieldname: str, given: list[Any] | None, years: list[int]) -> None:
	if given and len(given) != len(years):
		raise FieldFault(fieldname, AS_MANY, count=len(years))


def _guess(years: list[int], context: Context) -> list[str]:
	relations = ["Head"]
	for year in years[1:]:
		if context.today.year - year < ADULT_AGE:
			relations.append("Child")
		else:
			relations.append("Other" if "Partner" in relations else "Partner")
	return relations


def _agree(row: dict[str, Any], fieldname: str, facts: dict[str, Any], template: str) -> None:
	said = row.get(fieldname)
	if said is not None and said != facts[fieldname]:
		raise FieldFault(fieldname, template, size=said, count=facts[fieldname])


def _by_numbers(row: dict[str, Any]) -> dict[str, Any]:
	size, children = row.get("household_size") or 0, row.get("children") or 0
	if size < 1:
		raise FieldFault("household_size", SIZE_NEEDED)
	if children >= size:
		raise FieldFault("children", MORE_CHILDREN)
	kind = "Family" if children else {1: "Single"}.get(size, "")
	return {**row, "members": [], "household_size": size, "children": children, "household_kind": kind}
