"""What an override takes from the round: how many fewer people the best round houses once one pair is forced.

It is worked out before the manager decides, not while the offer is made: that would keep the home locked for as
long as a whole round takes. What the manager saw is noted with the override.
"""

import frappe
from frappe import _

from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.matching.prices import cost_of
from oppna_ditt_hem.matching.round import Totals
from oppna_ditt_hem.matching.words import N_, number
from oppna_ditt_hem.rounds.market import candidates
from oppna_ditt_hem.saying import for_all_readers

SEEN_S = 60 * 60

NOTHING = N_("Forcing this pair takes nothing from the best round.")
LOSES = N_("Forcing this pair would leave the best round with {0} fewer people housed and {1} fewer points.")
TRADES = N_(
	"Forcing this pair would leave the best round with {0} fewer people housed, though with {1} more points."
)
CANNOT_TELL = N_(
	"It can't be told what this costs the round: the household or the home is not open for matching."
)


def of_override(placement) -> dict:
	"""What forcing a placement's pair would take today from the round that houses most people.

	Args:
		placement: a Placement that the user may read.

	Returns {"text", "households", "people", "score"}; the numbers are None where it can't be told.
	"""
	lost = loss(placement.applicant, placement.listing)
	frappe.cache.set_value(key(placement.name), in_words(lost, for_all_readers), expires_in_sec=SEEN_S)
	numbers = {name: getattr(lost, name, None) for name in ("households", "people", "score")}
	return {"text": in_words(lost, _), **numbers}


def as_seen(placement: str) -> str | None:
	"""The sentence that the current user has been shown about a placement within the hour."""
	return frappe.cache.get_value(key(placement))


def key(placement: str) -> str:
	return f"override_cost:{placement}:{frappe.session.user}"


def loss(household: str, listing: str) -> Totals | None:
	"""None where one of the two takes no part in a round today."""
	found = candidates()
	if not found.include(household, listing):
		return None
	return cost_of(found.market(), matchmaking.rules(), household, listing)


def in_words(lost: Totals | None, translate) -> str:
	if lost is None:
		return translate(CANNOT_TELL)
	if lost.people < 0 or (not lost.people and lost.score <= 0):
		return translate(NOTHING)
	template = TRADES if lost.score < 0 else LOSES
	return translate(template).format(number(lost.people), number(abs(lost.score)))
