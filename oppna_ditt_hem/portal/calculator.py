"""What letting a home gives, what the law says about its rent, and what it leaves the household, for anybody who asks.

Nothing is stored.
"""

from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.economy.calculator import what_it_costs, what_it_gives
from oppna_ditt_hem.economy.household import ROOM
from oppna_ditt_hem.legal.values import LegalValueError, Values
from oppna_ditt_hem.portal import numbers, words
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy import regime
from oppna_ditt_hem.tenancy.exclusions import RENTED
from oppna_ditt_hem.tenancy.facts import LettingFacts, Regime
from oppna_ditt_hem.tenancy.rent import RentFacts, rent_rule, second_hand_cap

TENURES = ("Owned house", "Tenant-owned flat", "Rental flat")
WHOLE, PART = "whole", "room"
INCLUDED = ("includes_heating", "includes_electricity", "includes_water", "includes_internet")
MOST_RENT = 100_000


def answer(form: dict) -> dict:
	"""The calculator's form as it was filled in, and what it comes to.

	Returns:
		`asked` (what was filled in), `wrong` (field -> sentence), and where nothing is wrong `rent_law`, `tax` and `benefit`,
		each with `text`, `reference` and `verified`, `rows` of the year's kronor, and `budget`, the household's of a month.
	"""
	tenure = form.get("tenure") if form.get("tenure") in TENURES else TENURES[0]
	part = PART if form.get("part") == PART else WHOLE
	asked = {"tenure": tenure, "part": part, "included": [name for name in INCLUDED if form.get(name)]}
	asked |= {name: str(form.get(name) or "")[:20] for name in ("rent", "own_cost")}
	if not form.get("rent"):
		return {"asked": asked, "wrong": {"rent": _("This has to be filled in.")} if "rent" in form else {}}
	rent, wrong = numbers.between(asked["rent"], 1, MOST_RENT)
	own_cost, wrong_cost = (
		numbers.between(asked["own_cost"], 0, MOST_RENT) if asked["own_cost"] else (None, "")
	)
	found = {"rent": wrong, "own_cost": wrong_cost if tenure != "Owned house" else ""}
	found = {name: text for name, text in found.items() if text}
	return {"asked": asked, "wrong": found, **({} if found else result(asked, rent, own_cost))}


def hint(tenure: str | None, rent: str | None) -> list[dict]:
	"""What the law and the tax say to the rent of an offer, each as in `answer`; nothing while one of the two is missing."""
	if tenure not in TENURES or not rent:
		return []
	found = answer({"tenure": tenure, "rent": rent[:20]})
	# Of a home that isn't owned the tax asks for what the offer doesn't.
	parts = ("rent_law", "tax") if found.get("rows") else ("rent_law",)
	return [found[part] for part in parts if part in found]


def result(asked: dict, rent: float, own_cost: float | None) -> dict:
	tenure = asked["tenure"]
	try:
		values = law.current()
		return {
			"rent_law": rent_law(tenure, rent, own_cost, values, more=bool(asked["included"])),
			**tax(tenure, rent, own_cost, values),
			**household(rent, asked["part"], values),
		}
	except LegalValueError as error:
		return {"unknown": say(error.text)}


def rent_law(
	tenure: str, rent: float | None, own_cost: float | None, values: Values, more: bool = False
) -> dict:
	"""What the law of an agreement that is concluded today says about the rent.

	Args:
		tenure: as in a Listing; with anything but one of the three, the rule of the act on private letting.
		rent, own_cost: kronor per month; the latter the landlord's own rent for what is let.
		more: the rent pays for more than the home. What that costs isn't asked here, so above the own rent only the rule is told.
	"""
	governs, second_hand = today(tenure, values), RENTED.get(tenure)
	day = values.on(getdate(nowdate()))
	if governs is Regime.JB_12 and second_hand and own_cost and rent and not (more and rent > own_cost):
		return in_words(second_hand_cap(RentFacts(rent=rent, own_rent=own_cost), day))
	return in_words(rent_rule(governs, bool(second_hand), day))


def today(tenure: str, values: Values) -> Regime:
	"""The law for a private person's first and only letting, concluded today."""
	facts = LettingFacts(
		signed_on=getdate(nowdate()),
		landlord_is_private_person=True,
		in_business=False,
		held_as=tenure if tenure in TENURES else TENURES[0],
		for_leisure=False,
		letting_order=1,
		dwellings_let=1,
		landlord_is_estate=False,
		against_payment=True,
	)
	return regime.choose(facts, values).regime or Regime.JB_12


def in_words(found) -> dict:
	return {"text": say(found.text), "reference": found.reference, "verified": found.verified}


def tax(tenure: str, rent: float, own_cost: float | None, values: Values) -> dict:
	"""A whole year's tax: `tax` says it in a sentence and what must be asked, `rows` show the sum."""
	year = None if own_cost is None else own_cost * 12
	found = what_it_gives(
		rent, on=getdate(nowdate()), house=tenure == "Owned house", own_cost=year, values=values
	)
	said = {
		"text": say(law.text_of(found["text"])),
		"reference": found["reference"],
		"verified": found["verified"],
	}
	if found["tax"] is None and own_cost is None:
		said["text"] = _("Write what you pay yourself per month for what you let, and the tax is counted.")
	return {"tax": said, "rows": [] if found["tax"] is None else rows(found, own_cost)}


def rows(found: dict, own_cost: float | None) -> list[tuple[str, str]]:
	month = found["kept"] / 12
	after_own = (
		[(_("Left when you have paid your own cost"), words.kronor(month - own_cost))] if own_cost else []
	)
	return [
		(_("Rent for a year"), words.kronor(found["income"])),
		(_("Deducted before tax"), words.kronor(min(found["deduction"], found["income"]))),
		(_("Tax for the year"), words.kronor(found["tax"])),
		(_("Left for you in a year"), words.kronor(found["kept"])),
		(_("Left for you in a month"), words.kronor(month)),
		*after_own,
	]


def household(rent: float, part: str, values: Values) -> dict:
	"""A month of a single adult's with the full establishment benefit: `benefit` says it in a sentence, `budget` is the sum.

	A room takes the housing benefit away, so that a low rent may cost more than a higher one for a home of one's own.
	"""
	kind = ROOM if part == PART else "Flat"
	found = what_it_costs(
		rent,
		on=getdate(nowdate()),
		kind=kind,
		shared=part == PART,
		adults=1,
		child_ages=(),
		values=values,
	)
	cells = {row["key"]: row["cells"][0] for row in found["rows"]}
	source = found["sources"][0]
	said = {"text": say(law.text_of(cells["allowance"]["text"]))}
	said |= {key: source[key] for key in ("reference", "verified")}
	amounts = {key: cell["amount"] for key, cell in cells.items()}
	return {"benefit": said, "budget": budget({**amounts, "income": found["income"]})}


def budget(amounts: dict[str, float]) -> list[tuple[str, str]]:
	labels = {
		"income": _("What they have in a month"),
		"rent": _("Rent per month"),
		"allowance": _("Housing benefit"),
		"net": _("What the home costs them"),
		"left": _("Left for them to live on"),
	}
	return [(label, words.kronor(amounts[key])) for key, label in labels.items()]


def parts() -> list[tuple[str, str]]:
	"""What of the home is let, in words."""
	return [(WHOLE, _("The whole home")), (PART, _("A room in my own home"))]


def labels() -> dict[str, str]:
	"""What the rent may include, in words."""
	return dict(zip(INCLUDED, (_("Heating"), _("Electricity"), _("Water"), _("Internet")), strict=True))
