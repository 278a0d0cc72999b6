"""What letting a home gives and what the law says about its rent, for anybody who asks; nothing is stored."""

from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.economy.calculator import what_it_gives
from oppna_ditt_hem.legal.values import LegalValueError, Values
from oppna_ditt_hem.portal import numbers, words
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy import regime
from oppna_ditt_hem.tenancy.exclusions import RENTED
from oppna_ditt_hem.tenancy.facts import LettingFacts, Regime
from oppna_ditt_hem.tenancy.rent import RentFacts, rent_rule, second_hand_cap

TENURES = ("Owned house", "Tenant-owned flat", "Rental flat")
INCLUDED = ("includes_heating", "includes_electricity", "includes_water", "includes_internet")
MOST_RENT = 100_000


def answer(form: dict) -> dict:
	"""The calculator's form as it was filled in, and what it comes to.

	Returns:
		`asked` (what was filled in), `wrong` (field -> sentence), and where nothing is wrong `rent_law` and `tax`, each
		with `text`, `reference` and `verified`, and `rows` of the year's kronor.
	"""
	tenure = form.get("tenure") if form.get("tenure") in TENURES else TENURES[0]
	asked = {"tenure": tenure, "included": [name for name in INCLUDED if form.get(name)]}
	asked |= {name: str(form.get(name) or "")[:20] for name in ("rent", "own_cost")}
	if not form.get("rent"):
		return {"asked": asked, "wrong": {}}
	rent, wrong = numbers.between(asked["rent"], 1, MOST_RENT)
	own_cost, wrong_cost = (
		numbers.between(asked["own_cost"], 0, MOST_RENT) if asked["own_cost"] else (None, "")
	)
	found = {"rent": wrong, "own_cost": wrong_cost if tenure != "Owned house" else ""}
	found = {name: text for name, text in found.items() if text}
	return {"asked": asked, "wrong": found, **({} if found else result(tenure, rent, own_cost))}


def result(tenure: str, rent: float, own_cost: float | None) -> dict:
	try:
		values = law.current()
		return {"rent_law": rent_law(tenure, rent, own_cost, values), **tax(tenure, rent, own_cost, values)}
	except LegalValueError as error:
		return {"unknown": say(error.text)}


def rent_law(tenure: str, rent: float | None, own_cost: float | None, values: Values) -> dict:
	"""What the law of an agreement that is concluded today says about the rent.

	Args:
		tenure: as in a Listing; with anything but one of the three, the rule of the act on private letting.
		rent, own_cost: kronor per month; the latter the landlord's own rent for what is let.
	"""
	governs, second_hand = today(tenure, values), RENTED.get(tenure)
	day = values.on(getdate(nowdate()))
	if governs is Regime.JB_12 and second_hand and own_cost and rent:
		found = second_hand_cap(RentFacts(rent=rent, own_rent=own_cost), day)
		return in_words(found) | {"above": rent > own_cost}
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
	return {"tax": said, "rows": [] if found["tax"] is None else rows(found)}


def rows(found: dict) -> list[tuple[str, str]]:
	months = found["kept"] / 12
	return [
		(_("Rent for a year"), words.kronor(found["income"])),
		(_("Deducted before tax"), words.kronor(min(found["deduction"], found["income"]))),
		(_("Tax for the year"), words.kronor(found["tax"])),
		(_("Left for you in a year"), words.kronor(found["kept"])),
		(_("Left for you in a month"), words.kronor(months)),
	]


def labels() -> dict[str, str]:
	"""What the rent may include, in words."""
	return dict(zip(INCLUDED, (_("Heating"), _("Electricity"), _("Water"), _("Internet")), strict=True))
