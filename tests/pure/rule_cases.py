"""One household and one home, for cases that say only what matters to them."""

from datetime import date

from oppna_ditt_hem.matching.columns import build

TODAY = date(2016, 11, 15)
PLACES = [
	{
		"locality_name": "Vansbro",
		"latitude": 60.517,
		"longitude": 14.217,
		"has_school": 1,
		"has_sfi": 1,
		"has_shop": 1,
		"has_bus": 1,
	},
	{
		"locality_name": "Nås",
		"latitude": 60.4558,
		"longitude": 14.4975,
		"has_school": 1,
		"has_sfi": 0,
		"has_shop": 0,
		"has_bus": 0,
	},
	{"locality_name": "Äppelbo"},
]
HOUSEHOLD = {"name": "H", "household_size": 2, "household_kind": "Couple"}
HOME = {"name": "L", "kind": "Flat", "locality": "Nås", "places": 4, "rooms": 3}


def market(household=None, home=None):
	return build([{**HOUSEHOLD, **(household or {})}], [{**HOME, **(home or {})}], PLACES, today=TODAY)


ALL_IN = {f"includes_{cost}": 1 for cost in ("heating", "electricity", "water", "internet")}
