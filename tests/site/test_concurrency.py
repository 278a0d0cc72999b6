"""Invariants 1 and 2 when many people act at the same moment, over HTTP against several worker processes."""

from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from factories import make

PARALLEL = 24
TAKEN = "HomeTakenError"
HELD = "HouseholdHeldError"


def offer_all(http, placements: list[str], user: str) -> list:
	"""Send the Offer step for every placement at once; returns the responses."""
	sessions = [http(user) for _ in range(6)]

	def offer(numbered):
		number, name = numbered
		doc = {"doctype": "Placement", "name": name}
		return sessions[number % len(sessions)].post(
			"/api/method/frappe.model.workflow.apply_workflow", json={"doc": doc, "action": "Offer"}
		)

	with ThreadPoolExecutor(PARALLEL) as pool:
		return list(pool.map(offer, enumerate(placements)))


def outcomes(responses) -> dict[str, int]:
	counts: dict[str, int] = {}
	for response in responses:
		kind = "ok" if response.ok else response.json().get("exc_type", str(response.status_code))
		counts[kind] = counts.get(kind, 0) + 1
	return counts


@pytest.mark.parametrize("households_at_once", [1, 3])
def test_the_last_places_of_a_home_are_given_out_exactly_once(http, committed, households_at_once):
	listing = make.listing("Approved", places=12, households_at_once=households_at_once)
	officer = make.user("Housing Officer")
	placements = [make.placement("Proposed", listing=listing).name for _ in range(PARALLEL)]
	frappe.db.commit()

	counts = outcomes(offer_all(http, placements, officer))

	assert counts == {"ok": households_at_once, TAKEN: PARALLEL - households_at_once}
	frappe.db.rollback()
	assert frappe.db.count("Placement", {"listing": listing.name, "stage": "Offered"}) == households_at_once
	assert frappe.db.get_value("Listing", listing.name, "availability") == "Reserved"


def test_a_home_and_its_rooms_are_never_let_at_the_same_time(http, committed):
	whole = make.listing("Approved", kind="House", places=6)
	rooms = [
		make.listing("Approved", kind="Room", part_of=whole.name, landlord=whole.landlord, places=1)
		for _ in range(3)
	]
	officer = make.user("Housing Officer")
	homes = [whole, *rooms] * (PARALLEL // 4)
	placements = [make.placement("Proposed", listing=home).name for home in homes]
	frappe.db.commit()

	counts = outcomes(offer_all(http, placements, officer))

	assert set(counts) <= {"ok", TAKEN}
	frappe.db.rollback()
	held = frappe.get_all("Placement", {"name": ["in", placements], "stage": "Offered"}, pluck="listing")
	assert held == [whole.name] or sorted(held) == sorted(room.name for room in rooms)


def test_a_household_gets_one_live_offer_however_many_are_made_at_once(http, committed):
	applicant = make.applicant("Seeking")
	officer = make.user("Housing Officer")
	placements = [
		make.placement("Proposed", listing=make.listing("Approved"), applicant=applicant).name
		for _ in range(PARALLEL)
	]
	frappe.db.commit()

	counts = outcomes(offer_all(http, placements, officer))

	assert counts == {"ok": 1, HELD: PARALLEL - 1}
	frappe.db.rollback()
	assert frappe.db.count("Placement", {"applicant": applicant.name, "stage": "Offered"}) == 1


def test_neighbours_taking_homes_and_proposing_new_ones_never_deadlock(http, committed):
	"""Offers on different homes, with new proposals coming in between, all get through."""
	officer = make.user("Housing Officer")
	placements = [make.placement("Proposed", listing=make.listing("Approved")).name for _ in range(PARALLEL)]
	spare = [(make.listing("Approved").name, make.applicant("Seeking").name) for _ in range(PARALLEL)]
	frappe.db.commit()
	sessions = [http(officer) for _ in range(6)]
	today = frappe.utils.nowdate()

	def propose(numbered):
		number, (listing, applicant) = numbered
		body = {"listing": listing, "applicant": applicant, "from_date": today}
		return sessions[number % len(sessions)].post("/api/resource/Placement", json=body)

	with ThreadPoolExecutor(PARALLEL) as pool:
		proposals = pool.map(propose, enumerate(spare))
		offers = offer_all(http, placements, officer)
		proposals = list(proposals)

	assert outcomes(offers) == {"ok": PARALLEL}
	assert outcomes(proposals) == {"ok": PARALLEL}
