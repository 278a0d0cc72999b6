"""Who holds which home: the locks, the test of invariants 1 and 2, and computed availability.

Lock order, the same everywhere, so that nobody waits in a ring: the Listing rows of the home (whole
and parts, by name), then the Applicant row, then the Placement rows. `check_if_latest` of Placement and
Listing takes them before the platform locks the document's own row.

The holds are read with a locking read, because under REPEATABLE READ a plain one would show the state
when the request began. It is forced onto an index in which a step of the workflow never inserts, so
its gap locks can't cross those of a neighbour.
"""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from oppna_ditt_hem.matching import occupancy
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.refusals import HomeTakenError, HouseholdHeldError, refuse
from oppna_ditt_hem.saying import show

LIVE_OFFER_STAGES = ("Offered", "Accepted", "Meeting", "Contract")
CURRENT_HOME_STAGES = ("Moved In", "Notice Given")
HOLDING_STAGES = LIVE_OFFER_STAGES + CURRENT_HOME_STAGES
LISTING_FIELDS = (
	"name",
	"stage",
	"places",
	"households_at_once",
	"part_of",
	"available_to",
	"last_confirmed_on",
	"availability",
	"free_places",
	"stopped",
)
HOLD_FIELDS = ("name", "listing", "applicant", "from_date", "to_date", "places_taken", "stage")


def home_of(listing: str) -> list[str]:
	"""Names of the listings that can't be let apart from one: its whole and all parts, sorted."""
	whole = frappe.db.get_value("Listing", listing, "part_of") or listing
	parts = frappe.get_all("Listing", {"part_of": whole}, pluck="name", order_by="name")
	return sorted({whole, *parts})


def lock(listing: str | None, applicant: str | None) -> None:
	"""Lock a home and a household until the transaction ends."""
	lock_all([listing] if listing else [], [applicant] if applicant else [])


def lock_all(listings: list[str], applicants: list[str]) -> None:
	"""Lock several homes and households until the transaction ends: all homes first, each kind by name."""
	lock_rows("Listing", sorted({part for listing in listings for part in home_of(listing)}))
	lock_rows("Applicant", sorted(set(applicants)))


def lock_rows(doctype: str, names: list[str], fields: tuple[str, ...] = ("name",)) -> list:
	"""Lock rows one by one in the order given; returns them as they were last committed."""
	table = frappe.qb.DocType(doctype)
	locked = []
	for name in names:
		query = frappe.qb.from_(table).select(*(table[field] for field in fields))
		locked += query.where(table.name == name).for_update().run(as_dict=True)
	return locked


def read_holds(field: str, names: list[str], locked: bool = False) -> list[occupancy.Hold]:
	"""The holds on listings or of households, in the order of their names.

	Args:
		field: "listing" or "applicant".
		names: whose holds.
		locked: read the latest committed rows and keep them locked; the caller holds `lock` already.
	"""
	if not names:
		return []
	table = frappe.qb.DocType("Placement")
	query = frappe.qb.from_(table).select(*(table[name] for name in HOLD_FIELDS))
	query = query.where(table[field].isin(names)).where(table.stage.isin(HOLDING_STAGES)).orderby(table.name)
	if locked:
		query = query.force_index(f"{field}_holds").for_update()
	return [to_hold(row) for row in query.run(as_dict=True)]


def to_hold(row) -> occupancy.Hold:
	"""A Placement's row or document as the engine's hold. A missing first day counts as today."""
	return occupancy.Hold(
		listing=row.listing,
		applicant=row.applicant,
		from_date=getdate(row.from_date or nowdate()),
		to_date=getdate(row.to_date) if row.to_date else None,
		places=cint(row.places_taken) or 1,
		stage=row.stage,
		name=row.name or "",
	)


def capacities(rows) -> list[occupancy.Capacity]:
	"""How many households and people each listing takes."""
	return [
		occupancy.Capacity(row.name, cint(row.households_at_once) or 1, cint(row.places) or 1, row.part_of)
		for row in rows
	]


def refuse_taken_home(placement) -> None:
	"""Invariant 1: refuse where the home has no room on some day of the stay.

	Raises:
		HomeTakenError: says which day, how many hold it and what would do.
	"""
	home = home_of(placement.listing)
	others = [hold for hold in read_holds("listing", home, locked=True) if hold.name != placement.name]
	rows = lock_rows("Listing", home, LISTING_FIELDS)
	refusal = occupancy.fits(capacities(rows), others, to_hold(placement))
	if refusal:
		refuse(render(refusal.template, refusal.params, _, show), HomeTakenError, _("The home is taken"))


def refuse_too_small_home(listing) -> None:
	"""Refuse a change of a home's size or of what it is part of where its holds would no longer fit.

	Args:
		listing: the Listing document as it is to be.

	Raises:
		HomeTakenError: says what no longer fits and what would do.
	"""
	whole = listing.part_of or listing.name
	parts = frappe.get_all("Listing", {"part_of": whole}, pluck="name", order_by="name")
	home = sorted({whole, listing.name, *parts})
	rows = [
		listing if row.name == listing.name else row for row in lock_rows("Listing", home, LISTING_FIELDS)
	]
	holds, limits = read_holds("listing", home, locked=True), capacities(rows)
	for hold in holds:
		if occupancy.fits(limits, [other for other in holds if other is not hold], hold):
			fields = (_(listing.meta.get_label(name)) for name in ("places", "households_at_once", "part_of"))
			refuse(
				_(
					"There would no longer be room for {0}, which holds the home. Leave {1} as they are, or end it first."
				).format(frappe.bold(hold.name), frappe.bold(", ".join(fields))),
				HomeTakenError,
				_("The home is taken"),
			)


def refuse_second_hold(placement) -> None:
	"""Invariant 2: a household holds at most one live offer, and one home at a time.

	Raises:
		HouseholdHeldError: names the placement that already holds.
	"""
	own = to_hold(placement)
	stages = LIVE_OFFER_STAGES if placement.stage in LIVE_OFFER_STAGES else CURRENT_HOME_STAGES
	for other in read_holds("applicant", [placement.applicant], locked=True):
		if other.name == placement.name or other.stage not in stages:
			continue
		if stages is LIVE_OFFER_STAGES or occupancy.overlaps(own, other):
			refuse(
				_("The household already holds {0} ({1}). Decline, withdraw or end it first.").format(
					frappe.bold(other.name), _(other.stage)
				),
				HouseholdHeldError,
				_("One offer at a time"),
			)


def availability_of(listing, holds: list[occupancy.Hold], home: list[occupancy.Capacity]):
	"""The availability of a Listing document or row today, from nothing but dates and holds."""
	days = cint(frappe.db.get_single_value("Housing Settings", "confirm_days"))
	return occupancy.availability(
		home,
		listing.name,
		# A serious worry takes the home out as a pause does.
		stage="Paused" if listing.stopped and listing.stage == "Approved" else listing.stage,
		holds=holds,
		today=getdate(nowdate()),
		available_to=getdate(listing.available_to) if listing.available_to else None,
		last_confirmed_on=getdate(listing.last_confirmed_on) if listing.last_confirmed_on else None,
		confirm_days=days or 60,
	)


def recompute(listing: str) -> list[str]:
	"""Write the availability of a home's listings anew (invariant 3).

	Returns the names of those that changed: none when called twice.
	"""
	home = home_of(listing)
	rows = lock_rows("Listing", home, LISTING_FIELDS)
	holds, limits = read_holds("listing", home, locked=True), capacities(rows)
	changed = []
	for row in rows:
		now = availability_of(row, holds, limits)
		if (row.availability, cint(row.free_places)) != (now.state, now.free_places):
			values = {"availability": now.state, "free_places": now.free_places}
			frappe.db.set_value("Listing", row.name, values, update_modified=False)
			changed.append(row.name)
	return changed


def recompute_all() -> list[str]:
	"""Recompute every listing, as dates pass (daily). Returns the names that changed."""
	changed = []
	for whole in frappe.get_all("Listing", {"part_of": ["is", "not set"]}, pluck="name", order_by="name"):
		changed += recompute(whole)
		# A job of its own, not a document's event: let go of each home's lock at once.
		if not frappe.flags.in_test:
			frappe.db.commit()
	return changed
