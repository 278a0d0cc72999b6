"""Another room in the same home: what has been said of the home need not be said again."""

from oppna_ditt_hem.portal import page
from oppna_ditt_hem.portal.offering import drafts, steps

WHOLE = ("House", "Flat", "Cottage")
# What is true of one room and not of the next.
OWN_TO_EACH = ("kind", "floor_area", "rooms", "places")


def room(name: str | None, once: str) -> str:
	"""A draft of a further room in the home of one of the landlord's listings; returns its name.

	Raises:
		page.Missing: there is no such listing, or it is somebody else's.
	"""
	first = page.own("Listing", name)
	values = {field: drafts.copied(first.get(field)) for field in steps.OF_HOME if field not in OWN_TO_EACH}
	whole = first.part_of or (first.name if first.kind in WHOLE else None)
	values |= {"kind": "Room", "places": 1, "part_of": whole, "data_notice_given": first.data_notice_given}
	return drafts.begin(values, f"room-{first.name}-{once}").name
