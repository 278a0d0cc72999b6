"""The design's invariants, read from the site by plain SQL; nothing here asks the code that has to keep them.

Each function gives a sentence for everything that is broken; its name is the rule.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import frappe
from frappe.utils import getdate, now_datetime
from people import CLEARED, MANAGER, OFFICER

from oppna_ditt_hem.matching import occupancy

from . import ledger

LIVE_OFFER = ("Offered", "Accepted", "Meeting", "Contract")
LIVED_IN = ("Moved In", "Notice Given")
# A clock that is put back makes an hour begin before it has ended.
SUMMER_TIME = timedelta(hours=1)

sql = ledger.sql


def homes() -> dict[str, list]:
	"""The listings of each home, by the name of its whole."""
	found = defaultdict(list)
	for row in sql("select * from tabListing order by name"):
		found[row.part_of or row.name].append(row)
	return found


def holds() -> dict[str, list]:
	found = defaultdict(list)
	for row in sql(
		"select * from tabPlacement where stage in %(held)s order by name", held=LIVE_OFFER + LIVED_IN
	):
		found[row.listing].append(row)
	return found


def one_home_one_household(world) -> Iterator[str]:
	held = holds()
	for rows in homes().values():
		there = [hold for row in rows for hold in held[row.name]]
		for day in sorted({hold.from_date or getdate() for hold in there}):
			yield from crowded(rows, [hold for hold in there if covers(hold, day)], day)


def covers(hold, day: date) -> bool:
	return (hold.from_date or getdate()) <= day <= (hold.to_date or date.max)


def crowded(rows: list, there: list, day: date) -> Iterator[str]:
	used = defaultdict(list)
	for hold in there:
		used[hold.listing].append(hold)
	for row in rows:
		taken = sum(hold.places_taken or 1 for hold in used[row.name])
		if len(used[row.name]) > (row.households_at_once or 1) or taken > (row.places or 1):
			names = ", ".join(hold.name for hold in used[row.name])
			yield f"{row.name} takes {row.households_at_once} households and {row.places} people; on {day} {names} hold it"
	parts = [row.name for row in rows if row.part_of and used[row.name]]
	whole = next((row.name for row in rows if not row.part_of), None)
	if parts and used[whole]:
		yield f"{whole} and its parts {parts} are held on {day}"


def one_offer_one_home(world) -> Iterator[str]:
	by_household = defaultdict(list)
	for rows in holds().values():
		for row in rows:
			by_household[row.applicant].append(row)
	for household, rows in by_household.items():
		offers = [row.name for row in rows if row.stage in LIVE_OFFER]
		if len(offers) > 1:
			yield f"{household} has the live offers {offers}"
		living = [row for row in rows if row.stage in LIVED_IN]
		for row in living:
			same = [other.name for other in living if covers(other, row.from_date or getdate())]
			if len(same) > 1:
				yield f"{household} lives in {same} on {row.from_date}"


def availability_is_computed(world) -> Iterator[str]:
	"""What is stored is right for today, or for a day since the last nightly job."""
	held, today = holds(), getdate()
	days = [today - timedelta(days=back) for back in range((today - (world.refreshed_on or today)).days + 1)]
	stored = "select value from tabSingles where doctype = 'Housing Settings' and field = 'confirm_days'"
	confirm_days = int(frappe.db.sql(stored)[0][0])
	for rows in homes().values():
		there = [as_hold(hold) for row in rows for hold in held[row.name]]
		limits = [
			occupancy.Capacity(row.name, row.households_at_once or 1, row.places or 1, row.part_of)
			for row in rows
		]
		for row in rows:
			right = {computed(row, there, limits, day, confirm_days) for day in days}
			if (row.availability, row.free_places) not in right:
				yield f"{row.name} is {row.availability} with {row.free_places} places; computed anew: {sorted(right)}"


def as_hold(row) -> occupancy.Hold:
	first = row.from_date or getdate()
	return occupancy.Hold(
		row.listing, row.applicant, first, row.to_date, row.places_taken or 1, row.stage, row.name
	)


def computed(row, there: list, limits: list, day: date, confirm_days: int) -> tuple[str, int]:
	stage = "Paused" if row.stopped and row.stage == "Approved" else row.stage
	known = {"available_to": row.available_to, "last_confirmed_on": row.last_confirmed_on}
	found = occupancy.availability(
		limits, row.name, stage=stage, holds=there, today=day, confirm_days=confirm_days, **known
	)
	return found.state, found.free_places


def every_step_is_logged(world) -> Iterator[str]:
	logged = defaultdict(list)
	for row in sql("select * from `tabStage Log` order by changed_on, creation, isnull(left_on)"):
		logged[row.reference_doctype, row.reference_name].append(row)
	for doctype in ("Listing", "Applicant", "Placement", "Grant"):
		for doc in sql(f"select name, stage, stage_since from `tab{doctype}` order by name"):
			yield from broken_chain(doc, logged.pop((doctype, doc.name), []))
	yield from (f"the log tells of {kind} {name}, which is gone" for kind, name in logged)


def broken_chain(doc, rows: list) -> Iterator[str]:
	still = [row for row in rows if not row.left_on]
	if [row.to_stage for row in still] != [doc.stage]:
		yield f"{doc.name} is {doc.stage}; by the log it is in {[row.to_stage for row in still]}"
	elif still[0].changed_on != doc.stage_since:
		yield f"{doc.name} is {doc.stage} since {doc.stage_since}; by the log since {still[0].changed_on}"
	entered = Counter((row.from_stage, row.changed_on) for row in rows if row.from_stage)
	left = Counter((row.to_stage, row.left_on) for row in rows if row.left_on)
	if entered != left:
		yield f"{doc.name} left {sorted(map(str, left))} and entered from {sorted(map(str, entered))}"
	for row in rows:
		if row.left_on and row.left_on < row.changed_on - SUMMER_TIME:
			yield f"{doc.name} left {row.to_stage} on {row.left_on}, before it came there on {row.changed_on}"


def a_person_decided(world) -> Iterator[str]:
	offered = "select * from tabPlacement where offered_on is not null or stage in %(held)s order by name"
	for row in sql(offered, held=LIVE_OFFER + LIVED_IN):
		if not {OFFICER, MANAGER} & set(frappe.get_roles(row.officer or "Guest")):
			yield f"{row.name} was offered by {row.officer}"
		if row.broken_requirements and not (
			row.override_reason and MANAGER in frappe.get_roles(row.override_by or "Guest")
		):
			yield f"{row.name} breaks a requirement; let through by {row.override_by} for {row.override_reason}"


def law_stays_as_signed(world) -> Iterator[str]:
	fields = "law_regime, law_day, law_basis, law_values, agreed_rent, contract_party, contract_signed_on"
	for row in sql(f"select name, stage, {fields} from tabPlacement where stage in %(held)s", held=LIVED_IN):
		now = tuple(row[field] for field in fields.split(", "))
		if world.agreed.setdefault(row.name, now) != now:
			yield f"{row.name} was signed as {world.agreed[row.name]} and says now {now}"
		if not row.law_regime:
			yield f"somebody has moved in by {row.name} under no law"


def nothing_half_done(world) -> Iterator[str]:
	for row in sql("select method, error from `tabError Log` order by creation"):
		yield f"{row.method}: {(row.error or '').strip().splitlines()[-1:]}"
	query = """select todo.name, placement.name as placement, stage from tabToDo todo join tabPlacement placement
		on reference_type = 'Placement' and reference_name = placement.name
		where status = 'Open' and stage in ('Declined', 'Expired', 'Withdrawn', 'No Show', 'Ended')"""
	for row in sql(query):
		yield f"{row.placement} is {row.stage}, and the task {row.name} is open"


def an_offer_ends_by_itself(world) -> Iterator[str]:
	if world.expired_at:
		late = "select name, offer_deadline from tabPlacement where stage = 'Offered' and offer_deadline < %(at)s"
		for row in sql(late, at=world.expired_at - SUMMER_TIME):
			yield f"{row.name} was to be answered by {row.offer_deadline}, and is offered at {world.expired_at}"


def a_link_works_once(world) -> Iterator[str]:
	for row in sql("select name, used_on, answer from `tabAnswer Link` where used_on is not null"):
		if world.used.setdefault(row.name, row.used_on) != row.used_on:
			yield f"{row.name} was used on {world.used[row.name]} and on {row.used_on}"


def protected_are_known_to_few(world) -> Iterator[str]:
	query = """select reference_type, reference_name, allocated_to from tabToDo todo where status = 'Open' and (
		(reference_type = 'Applicant' and reference_name in %(hidden)s) or (reference_type = 'Placement' and
		reference_name in (select name from tabPlacement where applicant in %(hidden)s)))"""
	hidden = [row.name for row in sql("select name from tabApplicant where protected_identity = 1")]
	for row in sql(query, hidden=hidden or [""]):
		if CLEARED not in frappe.get_roles(row.allocated_to):
			yield f"{row.allocated_to} has a task about the protected {row.reference_name}"


def landlords_reach_their_own(world) -> Iterator[str]:
	for login in sql("select name, user from tabLandlord where user is not null order by name"):
		frappe.set_user(login.user)
		for doctype in ("Listing", "Placement"):
			reached = set(frappe.get_list(doctype, pluck="name", limit=0))
			own = {
				row.name
				for row in sql(f"select name from `tab{doctype}` where landlord = %(of)s", of=login.name)
			}
			if reached - own:
				yield f"{login.user} reaches {sorted(reached - own)}"
		frappe.set_user("Administrator")


RULES = (
	one_home_one_household,
	one_offer_one_home,
	availability_is_computed,
	landlords_reach_their_own,
	protected_are_known_to_few,
	law_stays_as_signed,
	a_person_decided,
	nothing_half_done,
	every_step_is_logged,
	an_offer_ends_by_itself,
	a_link_works_once,
	*ledger.RULES,
)


def broken(world) -> Iterator[tuple[str, str]]:
	"""(rule, sentence) for everything that is wrong on the site now."""
	for rule in RULES:
		for sentence in rule(world):
			yield rule.__name__.replace("_", " "), f"{sentence} (seen {now_datetime():%Y-%m-%d %H:%M})"
