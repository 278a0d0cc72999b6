"""The people, homes and households that a simulation begins with, and what it remembers beside the site."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

import frappe
from factories import make
from people import CLEARED, MANAGER, OFFICER, make_user

HANDLER = "Concern Handler"
LANDLORDS, HOUSEHOLDS, LOGINS = 7, 9, 3
STREET = "Kvarnåsvägen"


class Nothing(Exception):
	"""There is nothing that this act could be done to."""


class Broken(Exception):
	"""Something happened that must not; `rule` names what was broken."""

	def __init__(self, rule: str, text: str):
		super().__init__(f"{rule}: {text}")
		self.rule = rule


@dataclass
class World:
	"""What a simulation knows beside the site.

	Attributes:
		clock: time-machine's traveller; it stands still within an act.
		tokens: of the links that reached people, oldest first.
		began: the moment of the act that is being done.
		letters: the names of the letters that have been read.
		sent: the text messages that have left, oldest first; the gateway adds to it.
		heard: how many of them have been read.
		messages: the links that they were about.
		agreed: what was frozen when a household moved in, by placement.
		used: when each used link was used, by its name.
		booked: the rows of the ledger that were ever booked.
		refreshed_on: the day of the last complete nightly job.
		expired_at: the moment of the last complete hourly job.
	"""

	clock: object
	began: datetime | None = None
	tokens: list[str] = field(default_factory=list)
	letters: set[str] = field(default_factory=set)
	sent: list = field(default_factory=list)
	heard: int = 0
	messages: set[str] = field(default_factory=set)
	agreed: dict[str, tuple] = field(default_factory=dict)
	used: dict[str, datetime] = field(default_factory=dict)
	booked: set[str] = field(default_factory=set)
	refreshed_on: date | None = None
	expired_at: datetime | None = None


OFFICERS = [(OFFICER, 1), (OFFICER, 2)]
MANAGERS = [(MANAGER, 1), (MANAGER, 2)]


def officer(rng) -> str:
	return make_user(OFFICER, number=rng.choice((1, 2)))


def manager(rng) -> str:
	return make_user(MANAGER, number=rng.choice((1, 2)))


def cleared() -> str:
	return make_user(MANAGER, CLEARED)


def handler() -> str:
	return make_user(HANDLER)


def worker_on(doctype: str, name: str, rng) -> str:
	"""Somebody of the office who may see a case, and now and then somebody who may not."""
	applicant = name if doctype == "Applicant" else frappe.db.get_value(doctype, name, "applicant")
	if frappe.db.get_value("Applicant", applicant, "protected_identity") and rng.random() < 0.9:
		return cleared()
	return manager(rng) if rng.random() < 0.3 else officer(rng)


@contextmanager
def acting(user: str):
	become(user)
	try:
		yield user
	finally:
		become("Administrator")


def become(user: str) -> None:
	"""Log somebody in; what is read from Redis stays, or every act would read all document types anew."""
	kept = frappe.local.cache
	frappe.set_user(user)
	frappe.local.cache = kept


def settle_down() -> None:
	"""Fill an empty site; the same each time."""
	for number in range(LANDLORDS):
		landlord = new_landlord(number)
		make.listing("Approved", landlord=landlord, **home(number))
	shared = {**home(90), "kind": "House", "places": 6, "households_at_once": 2}
	house = make.listing("Approved", landlord=landlord, **shared)
	for number in (91, 92):
		room = {**home(number), "places": 2}
		make.listing("Approved", landlord=landlord, part_of=house.name, kind="Room", **room)
	for number in range(HOUSEHOLDS):
		make.applicant("Seeking", **household(number))
	make.applicant("Seeking", **household(96), protection="Sekretessmarkering")
	for role, number in (*OFFICERS, *MANAGERS):
		make_user(role, number=number)
	cleared(), handler()
	# The bell in the Desk rings; making a styled e-mail of every ring is the platform's matter and takes longest.
	frappe.db.set_value("Notification Settings", {"name": ["is", "set"]}, "enable_email_notifications", 0)
	frappe.db.commit()


def new_landlord(number: int):
	login = make_user("Landlord", number=number + 1) if number < LOGINS else None
	email = f"landlord{number}@landlords.example" if number % 3 != 2 else None
	return make.landlord(
		user=login,
		landlord_name=f"Upplåtare Granqvist-{number}",
		mobile=phone(5 + number),
		email=email,
		preferred_language="sv" if number % 2 else "en",
	)


def home(number: int) -> dict:
	shared = number % 3 == 0
	return {
		"address_line": f"{STREET} {100 + number}",
		"places": 5 if shared else 4,
		"households_at_once": 3 if shared else 1,
		"pets_allowed": number % 2,
		"shared_with_the_landlord": 0,
	}


def household(number: int) -> dict:
	size = 1 + number % 3
	return {
		"household_name": f"Hushållet Qvarnberg-{number}",
		"mobile": phone(50 + number % 49),
		"email": f"household{number}@households.example" if number % 4 != 3 else None,
		"user": make_user("Applicant", number=number + 1) if number < LOGINS else None,
		"has_pets": int(number % 5 == 4),
		"members": [{"birth_year": 1980 + number % 20, "relation": "Head"}]
		+ [{"birth_year": 2012 + child, "relation": "Child"} for child in range(size - 1)],
	}


def phone(number: int) -> str:
	"""One of those that are nobody's (PTS keeps them for films and books)."""
	return f"070-174 06 {number:02d}"
