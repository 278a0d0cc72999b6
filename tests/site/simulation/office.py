"""What the office does: each act is given the world and a source of chance, and says what it did."""

import frappe
from factories import make
from frappe.utils import add_days, nowdate
from walking import reason

from oppna_ditt_hem import brokerage, meeting, passing_over
from oppna_ditt_hem.answering import api
from oppna_ditt_hem.answering.offers import SIDES

from .steps import pick, step
from .world import (
	Broken,
	Nothing,
	acting,
	cleared,
	handler,
	home,
	household,
	manager,
	new_landlord,
	officer,
	worker_on,
)

LIVE = ("Proposed", "Offered", "Accepted", "Meeting", "Contract", "Moved In", "Notice Given")
MOST = 24
"""How many homes or households there are at most, for a day has only so many hours."""


def number_of(doctype: str) -> int:
	open_ones = frappe.db.count(doctype, {"stage": ["!=", "Closed"]})
	if open_ones >= MOST:
		raise Nothing
	return 100 + frappe.db.count(doctype)


def new_home(world, rng) -> str:
	number = number_of("Listing")
	known = rng.random() < 0.6
	landlord = frappe.get_doc("Landlord", pick(rng, "Landlord")) if known else new_landlord(number)
	return f"new home {make.listing(landlord=landlord, **home(number)).name}"


def new_household(world, rng) -> str:
	number = number_of("Applicant")
	hidden = {"protection": "Skyddad folkbokföring"} if rng.random() < 0.1 else {}
	return f"new household {make.applicant(**household(number), **hidden).name}"


def step_of_listing(world, rng) -> str:
	stage = ["not in", ("Closed", "Rejected")] if rng.random() < 0.9 else ["is", "set"]
	unsettled = {"stage": ["in", ("Draft", "Submitted", "Returned", "Inspection", "Paused")]}
	filters = unsettled if rng.random() < 0.8 else {"stage": stage}
	name = pick(rng, "Listing", filters)
	with acting(manager(rng) if rng.random() < 0.5 else officer(rng)):
		return step("Listing", name, rng)


def step_of_household(world, rng) -> str:
	unsettled = {"stage": ["in", ("New", "Assessment", "Ready", "Dormant")]}
	name = pick(rng, "Applicant", unsettled if rng.random() < 0.85 else {})
	with acting(worker_on("Applicant", name, rng)):
		return step("Applicant", name, rng)


def propose(world, rng) -> str:
	household = pick(rng, "Applicant", {"stage": "Seeking"})
	with acting(worker_on("Applicant", household, rng)):
		found = brokerage.find_homes(household)["cards"] if rng.random() < 0.5 else []
		free = {"stage": "Approved", "availability": ["in", ("Free", "Partly Free", "Needs Confirmation")]}
		home = (
			rng.choice(found)["listing"]
			if found
			else pick(rng, "Listing", free if rng.random() < 0.8 else {})
		)
		first = add_days(nowdate(), rng.randint(-3, 40)) if rng.random() < 0.7 else None
		return f"proposes {brokerage.propose(household, home, first)['placement']} of {home} for {household}"


def pass_over(world, rng) -> str:
	household, home = (
		pick(rng, "Applicant", {"stage": "Seeking"}),
		pick(rng, "Listing", {"stage": "Approved"}),
	)
	with acting(worker_on("Applicant", household, rng)):
		if rng.random() < 0.5:
			passing_over.bring_back(household, home)
			return f"brings back {home} for {household}"
		passing_over.pass_over(household, home, reason("Proposal Dropped"))
	return f"passes over {home} for {household}"


def step_of_placement(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": ["in", LIVE[2:] if rng.random() < 0.7 else LIVE]})
	with acting(worker_on("Placement", name, rng)):
		return step("Placement", name, rng)


def offer(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": "Proposed"})
	with acting(worker_on("Placement", name, rng)):
		if rng.random() < 0.3:
			doc = frappe.get_doc("Placement", name)
			doc.override_reason = "They have met"
			doc.save()
		return step("Placement", name, rng)


def answer_taken_down(world, rng) -> str:
	"""By telephone; what was said can also be corrected."""
	name = pick(rng, "Placement", {"stage": "Offered" if rng.random() < 0.9 else ["in", LIVE]})
	with acting(worker_on("Placement", name, rng)):
		doc = frappe.get_doc("Placement", name)
		side, said = rng.choice(SIDES).lower(), rng.choice(("Yes", "Yes", "No", ""))
		doc.set(f"{side}_answer", said)
		doc.save()
	return f"takes down {said or 'nothing'} of the {side} on {name}"


def link_handed_over(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": "Offered"})
	side = rng.choice(SIDES)
	with acting(worker_on("Placement", name, rng)):
		url = api.new_link(name, side)["url"]
	world.tokens.append(url.split("#")[1])
	return f"hands a link of {name} to the {side.lower()}"


def dates_moved(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": ["in", LIVE]})
	with acting(worker_on("Placement", name, rng)):
		doc = frappe.get_doc("Placement", name)
		doc.from_date = add_days(nowdate(), rng.randint(-5, 40))
		doc.to_date = add_days(doc.from_date, rng.randint(0, 120)) if rng.random() < 0.5 else None
		doc.places_taken = rng.choice((doc.places_taken, 1, 2, 5))
		doc.save()
	return f"moves {name} to {doc.from_date}–{doc.to_date or ''}, {doc.places_taken} places"


def involved(rng, field: str) -> str:
	"""A home or a household of which something is going on."""
	return frappe.db.get_value("Placement", pick(rng, "Placement", {"stage": ["in", LIVE[1:]]}), field)


def home_changed(world, rng) -> str:
	name = involved(rng, "listing") if rng.random() < 0.6 else pick(rng, "Listing")
	with acting(officer(rng)):
		doc = frappe.get_doc("Listing", name)
		doc.update(rng.choice(home_changes(rng, doc)))
		doc.save()
	return f"changes {name} ({doc.places} places, {doc.households_at_once} households, part of {doc.part_of})"


def home_changes(rng, doc) -> list[dict]:
	others = frappe.get_all("Listing", {"landlord": doc.landlord}, pluck="name", order_by="name")
	return [
		{"places": rng.randint(1, 5)},
		{"households_at_once": rng.randint(1, 3)},
		{"available_to": add_days(nowdate(), rng.randint(-5, 200))},
		{"available_to": None},
		{"last_confirmed_on": add_days(nowdate(), rng.randint(-90, 0))},
		{"part_of": rng.choice(others)},
		{"part_of": None},
		{"rent": 4100},
	]


def household_changed(world, rng) -> str:
	name = pick(rng, "Applicant")
	with acting(worker_on("Applicant", name, rng)):
		doc = frappe.get_doc("Applicant", name)
		doc.update(
			rng.choice(({"has_pets": 1}, {"has_pets": 0}, {"max_rent": 5000}, {"helped_by": "The parish"}))
		)
		if rng.random() < 0.3:
			doc.append("members", {"birth_year": 2015, "relation": "Child"})
		doc.save()
	return f"changes {name}"


def becomes_protected(world, rng) -> str:
	"""Or is no longer, or may be written to all the same."""
	name = involved(rng, "applicant") if rng.random() < 0.6 else pick(rng, "Applicant")
	with acting(cleared()):
		doc = frappe.get_doc("Applicant", name)
		doc.protection = rng.choice(("None", "None", "None", "Sekretessmarkering"))
		doc.email_cleared = rng.choice((0, 1))
		doc.save()
	return f"protects {name}: {doc.protection}, letters {doc.email_cleared}"


def check_made(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": ["in", ("Moved In", "Notice Given")]})
	with acting(worker_on("Placement", name, rng)):
		doc = frappe.get_doc("Placement", name)
		if not doc.checks:
			raise Nothing
		rng.choice(doc.checks).set(f"{rng.choice(SIDES).lower()}_answer", rng.choice(("Good", "Fair", "Bad")))
		doc.save()
	return f"asks how it goes on {name}"


def invitations(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": "Meeting"})
	with acting(worker_on("Placement", name, rng)):
		meeting.send_invitations(name)
	return f"invites to the meeting of {name}"


def worry(world, rng) -> str:
	"""One that is new, or is handled."""
	with acting(handler()):
		if rng.random() < 0.6:
			doc = frappe.get_doc("Concern", pick(rng, "Concern", {"status": "New"}))
			doc.update({"status": "Handled", "measure": "Rung the landlord"})
			doc.save()
			return f"has handled {doc.name}"
		about = rng.choice((("placement", "Placement"), ("listing", "Listing"), ("landlord", "Landlord")))
		row = {
			"subject": "Health",
			"severity": rng.choice(("Low", "High")),
			"description": "The alarm is silent.",
		}
		row[about[0]] = pick(rng, about[1])
		return f"worries about {row[about[0]]}: {frappe.get_doc({'doctype': 'Concern', **row}).insert().name}"


EDITED = {"Listing": "house_rules", "Applicant": "helped_by", "Placement": "meeting_place"}


def two_at_once(world, rng) -> str:
	"""Two people have the same form open, and both save."""
	doctype = rng.choice(sorted(EDITED))
	name = pick(rng, doctype)
	first, second = (frappe.get_doc(doctype, name) for _person in range(2))
	for doc, user in ((first, officer(rng)), (second, manager(rng))):
		with acting(user):
			doc.set(EDITED[doctype], f"The school {rng.randint(1, 99)}")
			world.clock.shift(1)
			try:
				doc.save()
			except frappe.TimestampMismatchError:
				return f"two save {name}, and the later is refused"
	raise Broken("edits of two people", f"the later of two overwrites the earlier on {name}")


def proposal_deleted(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": "Proposed" if rng.random() < 0.7 else ["is", "set"]})
	with acting(manager(rng)):
		frappe.delete_doc("Placement", name)
	return f"deletes {name}"


OFFICE = {
	new_home: 2,
	new_household: 3,
	step_of_listing: 5,
	step_of_household: 6,
	propose: 7,
	pass_over: 1,
	offer: 8,
	step_of_placement: 14,
	answer_taken_down: 4,
	link_handed_over: 1,
	dates_moved: 3,
	home_changed: 4,
	household_changed: 1,
	becomes_protected: 2,
	check_made: 2,
	invitations: 1,
	worry: 1,
	two_at_once: 1,
	proposal_deleted: 1,
}
