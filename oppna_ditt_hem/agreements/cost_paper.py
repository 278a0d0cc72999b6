"""What homes cost, on paper for the household in its own language."""

from collections.abc import Callable

import frappe
from babel.dates import format_date
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.agreements import net_cost
from oppna_ditt_hem.agreements.household_words import (
	RIGHT_TO_LEFT,
	UNCHECKED,
	language_for,
	translator,
	word_by_word,
)
from oppna_ditt_hem.agreements.papers import safe
from oppna_ditt_hem.matching.words import N_, show_plain
from oppna_ditt_hem.refusals import refuse

TITLE = N_("What the homes cost you")
ON_THE_DAY = N_("Amounts for one month, as they are on {day}.")
ASK_FIRST = N_("To find out first")
NOT_KNOWN = N_("Not known yet")
NOT_VERIFIED = N_("not verified")
NOTHING_SIGNED = N_("This is information. You don't agree to anything by taking the paper.")
MAY_BE_WRONG = N_("No native speaker has checked this translation. The Swedish text holds.")
LEFT_AS_IT_IS = ("language", "direction", "key", "amount", "reference", "contact", "name")
"""Of a paper from right to left: what the template reads, or writes from left to right."""


def cost_paper(doc) -> dict:
	"""Everything the paper of a household, a proposal or a placement says, safe to put in a page.

	It is in the language of the print; which homes stand beside one another may be chosen with `homes` in the request.

	Raises:
		frappe.PermissionError: the reader may not know what the household lives on.
	"""
	case = net_cost.readable(doc.doctype, doc.name)
	applicant = net_cost.household_of(case)
	if applicant is None:
		frappe.throw(
			_("Only who may see the household's income can print what homes cost it."), frappe.PermissionError
		)
	listings = net_cost.homes_of(case, applicant.name, frappe.form_dict.get("homes"))
	if not listings:
		refuse(_("Choose the homes to compare first, from the search or from a proposal."))
	paper = safe(contents(case, applicant, listings, language_for(frappe.local.lang)))
	return from_right_to_left(paper) if paper.direction == "rtl" else paper


def contents(case, applicant, listings: list, language: str) -> dict:
	translate = translator(language)
	day = format_date(getdate(nowdate()), "d MMMM y", locale=language)
	settings = frappe.get_cached_doc("Housing Settings")
	return {
		**net_cost.card(
			case, applicant, listings, names(listings, translate), net_cost.Words(translate, show_plain)
		),
		"language": language,
		"direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
		"title": translate(TITLE),
		"alias": applicant.alias,
		"day": translate(ON_THE_DAY).format(day=day),
		"ask_first": translate(ASK_FIRST),
		"not_known": translate(NOT_KNOWN),
		"not_verified": translate(NOT_VERIFIED),
		"information": translate(NOTHING_SIGNED),
		"unchecked": translate(MAY_BE_WRONG) if language in UNCHECKED else "",
		"contact": " · ".join(
			text
			for text in (
				f"{settings.municipality} kommun",
				settings.contact_name,
				settings.contact_phone,
				settings.contact_email,
			)
			if text
		),
	}


def names(listings: list, translate: Callable[[str], str]) -> list[str]:
	"""Kind and locality: the household learns the address later, and a title may hold one (invariant 4)."""
	return [f"{i}. {translate(listing.kind)}, {listing.locality}" for i, listing in enumerate(listings, 1)]


def from_right_to_left(value):
	if isinstance(value, dict):
		parts = {
			key: part if key in LEFT_AS_IT_IS else from_right_to_left(part) for key, part in value.items()
		}
		return frappe._dict(parts)
	if isinstance(value, list):
		return [from_right_to_left(part) for part in value]
	return word_by_word(value) if isinstance(value, str) else value
