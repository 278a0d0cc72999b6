"""Three households and three homes that an administrator's rules are tried on; what isn't said of them isn't known."""

from datetime import date

from oppna_ditt_hem.matching.columns import build

TODAY = date(2016, 11, 15)
PLACES = [
	{"locality_name": "Vansbro", "latitude": 60.517, "longitude": 14.217, "has_school": 1},
	{"locality_name": "Nås", "latitude": 60.4558, "longitude": 14.4975, "has_school": 0},
	{"locality_name": "Äppelbo"},
]
HOUSEHOLDS = [
	{"name": "Alone", "household_size": 1, "household_kind": "Single", "has_pets": 0, "languages": ["ar"]},
	{
		"name": "Family",
		"household_size": 4,
		"children": 2,
		"household_kind": "Family",
		"has_pets": 1,
		"max_rent": 6000,
		"must_reach": "Vansbro",
		"registered_on": "2016-11-05",
	},
	{"name": "Unsaid", "household_size": 2},
]
HOMES = [
	{
		"name": "Flat",
		"kind": "Flat",
		"locality": "Vansbro",
		"places": 4,
		"rooms": 3,
		"floor_area": 80,
		"rent": 5000,
	},
	{
		"name": "Cottage",
		"kind": "Cottage",
		"locality": "Nås",
		"places": 2,
		"pets_allowed": 1,
		"heating": "Firewood",
		"includes_heating": 0,
		"available_from": "2017-02-01",
		"languages": ["ar"],
	},
	{"name": "Room", "kind": "Room", "locality": "Äppelbo", "places": 1, "available_to": "2017-03-31"},
]
MARKET = build(HOUSEHOLDS, HOMES, PLACES, today=TODAY)
