"""What up to three homes cost one household, side by side, in the reader's words. The rules are `economy`'s."""

import json
from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.agreements import facts, law
from oppna_ditt_hem.agreements.household_words import LANGUAGES, language_for
from oppna_ditt_hem.economy.comparison import MOST_HOMES, compare
from oppna_ditt_hem.economy.fees import no_fee
from oppna_ditt_hem.economy.household import Home
from oppna_ditt_hem.legal.values import DayValues, LegalValueError
from oppna_ditt_hem.matching.words import N_, render
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import say, show

CASES = ("Applicant", "Placement", "Match Proposal")
OPEN = {"Placement": ("stage", ("Proposed", "Offered")), "Match Proposal": ("status", ("Open",))}

COUNTED = N_(
	"Counted with a written agreement, and with the household registered in the home. Försäkringskassan decides on the benefit."
)
INCOME_IS = N_("The household's income: {amount} a month.")


@frappe.whitelist()
def shown(doctype: str, name: str, homes: str | None = None) -> dict | None:
	"""The card for a household, a proposal or a placement; None where the user may not know the household's income.

	Args:
		doctype: Applicant, Match Proposal or Placement.
		homes: JSON list of Listings to compare, at most three; else the home of the case beside others that are proposed.

	Raises:
		frappe.PermissionError: the user may not read the case, the household or one of the homes.
		StageRuleError: more than three homes, or a legal value is missing.
	"""
	case = readable(doctype, name)
	applicant = household_of(case)
	if applicant is None:
		return None
	listings = homes_of(case, applicant.name, homes)
	names = [listing.title or listing.name for listing in listings]
	found = card(case, applicant, listings, names, Words(_, show))
	return {
		**found,
		"language": language_for(applicant.preferred_language),
		"languages": list(LANGUAGES.items()),
	}


def readable(doctype: str, name: str):
	if doctype not in CASES:
		frappe.throw(_("{0} has no card of costs.").format(_(doctype)), frappe.PermissionError)
	case = frappe.get_doc(doctype, name)
	case.check_permission("read")
	return case


def household_of(case):
	"""The household of a case, None where the user may not read what it lives on."""
	applicant = case if case.doctype == "Applicant" else frappe.get_doc("Applicant", case.applicant)
	if not applicant.has_permission("read"):
		return None
	return applicant if applicant.has_permlevel_access_to("monthly_income") else None


def homes_of(case, applicant: str, names: str | None) -> list:
	"""The homes to compare: those that are named in a JSON list, else those of the case."""
	return chosen(case, json.loads(names)) if names else beside(case, applicant)


def chosen(case, names: list[str]) -> list:
	own = [case.listing] if case.doctype != "Applicant" else []
	names = list(dict.fromkeys([*own, *names]))
	if len(names) > MOST_HOMES:
		refuse(_("At most three homes can be compared. Leave one out."))
	return [readable_home(name) for name in names]


def readable_home(name: str):
	listing = frappe.get_doc("Listing", name)
	listing.check_permission("read")
	return listing


def beside(case, applicant: str) -> list:
	"""The home of the case, and the homes that are proposed or offered to the household beside it, best first."""
	if case.doctype == "Applicant":
		return []
	names = [case.listing]
	for doctype, (field, open_ones) in OPEN.items():
		if not frappe.has_permission(doctype, "read"):
			continue
		score = "match_score desc, name" if doctype == "Placement" else "score desc, name"
		filters = {"applicant": applicant, field: ["in", open_ones]}
		names += frappe.get_list(doctype, filters, pluck="listing", order_by=score, limit=MOST_HOMES)
	others = [name for name in dict.fromkeys(names) if frappe.has_permission("Listing", "read", doc=name)]
	return [frappe.get_doc("Listing", name) for name in others[:MOST_HOMES]]


def card(case, applicant, listings: list, names: list[str], words: "Words") -> dict:
	"""The comparison in words: `homes`, `rows` with `label`, `explanation` and `cells`, `ask`, `cheapest`, `notes`.

	Args:
		names: what the reader may know each home by.

	A cell has `amount` and `text`, empty where there is nothing to say, `reference`, and `verified`, False where somebody has
	to check the source.

	Raises:
		StageRuleError: a legal value is missing.
	"""
	try:
		values = values_of(case)
		household = facts.household_of(applicant, values)
		homes = [
			facts.home_of(listing, name, agreed(case, listing))
			for listing, name in zip(listings, names, strict=True)
		]
		found = compare(homes, household, values)
		fee = no_fee(values).as_dict()
	except LegalValueError as error:
		refuse(say(error.text))
	income = {"template": INCOME_IS, "params": {"amount": household.income}}
	return {
		"homes": [words.home(home, listing.name) for home, listing in zip(homes, listings, strict=True)],
		"rows": [words.row(row, found["sources"]) for row in found["rows"]],
		"ask": [[words.text(text) for text in asked] for asked in found["ask"]],
		"cheapest": words.text(found["cheapest"]) if found["cheapest"] else "",
		"notes": [
			*([words.text(income)] if household.income is not None else []),
			words.translate(COUNTED),
			f"{words.text(fee['text'])} ({fee['reference']})",
		],
		"verified": all(source["verified"] for source in found["sources"]),
	}


def values_of(case) -> DayValues:
	"""Those kept with an agreement, else today's."""
	if case.doctype == "Placement":
		return law.kept_values(case)
	return law.current().on(getdate(nowdate()))


def agreed(case, listing) -> float | None:
	return case.agreed_rent if case.doctype == "Placement" and case.listing == listing.name else None


class Words:
	"""Puts a comparison in the words of one reader."""

	def __init__(self, translate: Callable[[str], str], shower: Callable):
		self.translate, self.shower = translate, shower

	def text(self, sentence: dict | None) -> str:
		if not sentence:
			return ""
		return render(sentence["template"], sentence["params"], self.translate, self.shower)

	def money(self, amount: float | None) -> str:
		return "" if amount is None else self.shower(amount, "money", self.translate)

	def home(self, home: Home, name: str) -> dict:
		return {"name": name, "title": home.name, "kind": self.translate(home.kind) if home.kind else ""}

	def row(self, row: dict, sources: list[dict]) -> dict:
		cells = zip(row["cells"], sources, strict=True)
		return {
			"key": row["key"],
			"label": self.translate(row["label"]),
			"explanation": self.translate(row["explanation"]),
			"cells": [self.cell(row["key"], cell, source) for cell, source in cells],
		}

	def cell(self, key: str, cell: dict, source: dict) -> dict:
		by_law = key in ("allowance", "net", "left")
		sure = source["mark"] == "V" or not by_law or cell["amount"] is None
		return {
			"amount": self.money(cell["amount"]),
			"text": self.text(cell["text"]),
			"reference": source["reference"] if key == "allowance" else "",
			"verified": sure,
		}
