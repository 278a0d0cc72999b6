"""Another room in the same home, or a home that was withdrawn: what has been said of it need not be said again."""

from frappe.utils import getdate, nowdate

from oppna_ditt_hem.economy.household import ROOM
from oppna_ditt_hem.portal import page
from oppna_ditt_hem.portal.offering import consent, drafts, photos, steps

WHOLE = ("House", "Flat", "Cottage")
# What is true of one room and not of the next.
OWN_TO_EACH = ("kind", "floor_area", "rooms", "places")
# What is true of a whole home and not of a room in it.
OF_WHOLE = ("rent", "deposit")
DAYS = ("available_from", "available_to")


def again(name: str | None, once: str) -> str:
	"""A draft with all that was said and shown of a home that has been withdrawn; returns its name.

	Raises:
		page.Missing: there is no such home, it is somebody else's, or it is still offered.
	"""
	first = page.own("Listing", name)
	if first.stage != "Closed":
		raise page.Missing
	values = said_of(first)
	values |= {"part_of": first.part_of, "data_notice_given": first.data_notice_given}
	draft = drafts.begin(values, f"again-{first.name}-{once}")
	photos.bring(draft, first)
	consent.bring(draft, first)
	return draft.name


def room(name: str | None, once: str) -> str:
	"""A draft of a further room in the home of one of the landlord's listings; returns its name.

	Raises:
		page.Missing: there is no such listing, or it is somebody else's.
	"""
	first = page.own("Listing", name)
	values = said_of(first, but=OWN_TO_EACH if first.kind == ROOM else (*OWN_TO_EACH, *OF_WHOLE))
	whole = first.part_of or (first.name if first.kind in WHOLE else None)
	values |= {"kind": ROOM, "places": 1, "part_of": whole, "data_notice_given": first.data_notice_given}
	return drafts.begin(values, f"room-{first.name}-{once}").name


def said_of(first, but: tuple[str, ...] = ()) -> dict:
	"""What was said of a home and still holds: days that have passed are asked for anew."""
	passed = [field for field in DAYS if first.get(field) and getdate(first.get(field)) < getdate(nowdate())]
	kept = (field for field in steps.OF_HOME if field not in (*but, *passed))
	return {field: drafts.copied(first.get(field)) for field in kept}
