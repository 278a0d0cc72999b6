"""The steps of the form, as data: which fields each asks for, how, and within what bounds.

These lists are also what a form may set: nothing that is not named here is ever read from a request, so neither a
landlord nor a stage can be sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from oppna_ditt_hem.matching.words import N_

TEXT, LONG, NUMBER, SELECT, RADIO, CHECK, DATE = "text", "long", "number", "select", "radio", "check", "date"
LANGUAGES = "languages"
SEASONAL = ("Cottage", "Annexe")
"""Kinds of home that may not be fit for winter; the others are lived in all the year."""


@dataclass(frozen=True)
class Field:
	"""One question.

	Attributes:
		name: field of the Listing, or of the Landlord in the first step.
		ask: the question, an English message.
		least, most: of a number; `most` is the number of characters of a text.
		needed: the step can't be left without it.
		autocomplete: what a browser may fill in.
	"""

	name: str
	kind: str
	ask: str
	help: str = ""
	unit: str = ""
	least: float = 0
	most: float = 140
	whole: bool = True
	needed: bool = False
	autocomplete: str = ""


@dataclass(frozen=True)
class Group:
	"""Several checkboxes under one question."""

	ask: str
	fields: tuple[Field, ...]
	help: str = ""


@dataclass(frozen=True)
class Step:
	"""One page of the form; `asked_of` tells whether a home, a row or None, is asked this at all."""

	key: str
	title: str
	parts: tuple[Field | Group, ...] = ()
	asked_of: Callable[[dict | None], bool] = lambda home: True

	@property
	def fields(self) -> tuple[Field, ...]:
		nested = ((part.fields if isinstance(part, Group) else (part,)) for part in self.parts)
		return tuple(field for fields in nested for field in fields)


def check(name: str, ask: str) -> Field:
	return Field(name, CHECK, ask)


YOU = Step(
	"du",
	N_("You"),
	(
		Field("landlord_name", TEXT, N_("Your name"), needed=True, autocomplete="name"),
		Field(
			"mobile",
			TEXT,
			N_("Your phone number"),
			N_(
				"We call to arrange a time to see the home. Nobody else gets it until you have said yes and a meeting is booked."
			),
			most=20,
			needed=True,
			autocomplete="tel",
		),
		Field("preferred_contact", RADIO, N_("How do you want us to get in touch?")),
	),
)
HOME = Step(
	"bostaden",
	N_("The home"),
	(
		Field("kind", RADIO, N_("What do you want to let?"), needed=True),
		Field("locality", SELECT, N_("In which place?"), needed=True),
		Field(
			"address_line",
			TEXT,
			N_("Street and number"),
			N_("Stays with us until you have an agreement."),
			needed=True,
			autocomplete="street-address",
		),
		Field("postal_code", TEXT, N_("Postal code"), most=10, autocomplete="postal-code"),
		Field(
			"places",
			NUMBER,
			N_("How many can sleep there?"),
			least=1,
			most=20,
			needed=True,
			unit=N_("people"),
		),
		Field("rooms", NUMBER, N_("How many rooms, not counting the kitchen?"), least=1, most=20),
		Field("floor_area", NUMBER, N_("How large is it?"), least=5, most=1000, whole=False, unit="m²"),
		Field("furnished", RADIO, N_("Is it furnished?")),
		Group(
			N_("Do you share the home?"),
			(check("shared_with_the_landlord", N_("I live there myself, and we share kitchen or bathroom")),),
		),
	),
)
SPEAKS = Step(
	"spraken",
	N_("Languages in the home"),
	(
		Field(
			"languages",
			LANGUAGES,
			N_("Which languages do you speak at home?"),
			N_("You share kitchen or bathroom, so we look for somebody whom you can talk with."),
		),
	),
	lambda home: bool(home and home.get("shared_with_the_landlord")),
)
RENT = Step(
	"hyran",
	N_("The rent and your right to let"),
	(
		Field("tenure", RADIO, N_("How do you hold the home?"), needed=True),
		Field(
			"rent",
			NUMBER,
			N_("What rent do you want per month?"),
			least=1,
			most=100_000,
			whole=False,
			needed=True,
			unit="kr",
		),
		Group(
			N_("In the rent"),
			(
				check("includes_heating", N_("Heating")),
				check("includes_electricity", N_("Electricity")),
				check("includes_water", N_("Water")),
				check("includes_internet", N_("Internet")),
			),
		),
		Field(
			"deposit",
			NUMBER,
			N_("Do you want a deposit?"),
			N_("Leave it empty for none. One or two months' rent is common."),
			most=100_000,
			whole=False,
			unit="kr",
		),
		Field(
			"consent_to_let",
			RADIO,
			N_("Have you got consent to let?"),
			N_(
				"You need it for a rented flat from your landlord, and for a tenant-owned flat from the association."
			),
		),
		Field(
			"consent_reason", TEXT, N_("If no consent is needed, why?"), N_("For instance: I own the house.")
		),
	),
)
TIME = Step(
	"tiden",
	N_("When and for how long"),
	(
		Field("available_from", DATE, N_("From which day is it free?")),
		Field("available_to", DATE, N_("Until which day?"), N_("Leave it empty if there is no end.")),
		Field("shortest_stay_months", NUMBER, N_("For how long at least?"), most=120, unit=N_("months")),
		Field("longest_stay_months", NUMBER, N_("For how long at most?"), most=120, unit=N_("months")),
	),
)
SUITS = Step(
	"passar",
	N_("Who it suits"),
	(
		Group(
			N_("Whom can you imagine?"),
			(
				check("suits_singles", N_("A single person")),
				check("suits_couples", N_("A couple")),
				check("suits_families", N_("A family with children")),
				check("women_only", N_("Women only")),
			),
		),
		Group(
			N_("What is allowed?"),
			(check("pets_allowed", N_("Pets")), check("smoking_allowed", N_("Smoking"))),
		),
		Group(
			N_("Can somebody who walks badly live there?"),
			(
				check("step_free", N_("No steps at the entrance")),
				check("has_lift", N_("Lift")),
				check("wheelchair_accessible", N_("Room for a wheelchair")),
				check("accessible_bathroom", N_("Accessible bathroom")),
			),
		),
		Field("house_rules", LONG, N_("House rules"), most=2000),
		Field(
			"other_information",
			LONG,
			N_("Anything else we should know"),
			N_("For instance how far it is to the shop and the bus."),
			most=2000,
		),
	),
)
WINTER = Step(
	"vintern",
	N_("Winter"),
	(
		Field("heating", SELECT, N_("How is it heated?")),
		Field("water", SELECT, N_("Where does the water come from?")),
		Field("road_ploughed", RADIO, N_("Is the road ploughed in winter?")),
		Field("winter_fit", RADIO, N_("Can one live there in winter?")),
	),
	lambda home: bool(home) and home.get("kind") in SEASONAL,
)
ANSWERS = {
	"consent_to_let": {
		"Not needed": N_("It is not needed"),
		"Applied for": N_("I have asked for it and wait for the answer"),
		"Given": N_("Yes"),
		"Refused": N_("No, it was refused"),
	},
}
"""Answers that the office's own words for them would not be an answer to the question: field -> value -> message."""


def answer(fieldname: str, value: str) -> str:
	"""The message that stands for a value of a field to be chosen from."""
	return ANSWERS.get(fieldname, {}).get(value, value)


PHOTOS = Step("bilder", N_("Photos"))
SEND = Step("skicka", N_("Look through and send"))

ALL = (YOU, HOME, SPEAKS, RENT, TIME, SUITS, WINTER, PHOTOS, SEND)
OF_HOME = tuple(field.name for step in ALL if step is not YOU for field in step.fields)
"""Every field of a Listing that the form may set."""


def of_home(home) -> tuple[Step, ...]:
	"""The steps that a home is asked.

	Args:
		home: a Listing or its row; None for one that isn't there yet.
	"""
	return tuple(step for step in ALL if step.asked_of(home))


def named(key: str | None) -> Step | None:
	return next((step for step in ALL if step.key == key), None)


def holding(fieldname: str) -> Step | None:
	"""The step that asks for a field."""
	return next((step for step in ALL if fieldname in names(step.fields)), None)


def names(fields: Iterable[Field]) -> list[str]:
	return [field.name for field in fields]
