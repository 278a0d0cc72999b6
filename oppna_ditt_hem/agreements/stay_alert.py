"""The office is told before a household gets a right to stay, while there is still time to give notice (Jordabalken 12 kap. 45 §)."""

from dataclasses import replace

from frappe import _

from oppna_ditt_hem import tasks
from oppna_ditt_hem.agreements import card, law
from oppna_ditt_hem.matching.words import N_, render
from oppna_ditt_hem.saying import show
from oppna_ditt_hem.tenancy.facts import Regime
from oppna_ditt_hem.tenancy.stay import StayFacts, StayFinding, right_to_stay

RIGHT_TO_STAY = "right-to-stay"
DECIDE = N_("Decide with the landlord whether the household is to stay.")


def keep(placement) -> None:
	"""A task for the day of the alert while the household lives there, closed when notice has been given."""
	if placement.stage != "Moved In":
		return tasks.close(placement, RIGHT_TO_STAY)
	found = earliest(placement)
	if found.alert_on:
		tasks.open_once(placement, RIGHT_TO_STAY, text_of(placement, found), found.alert_on)


def earliest(placement) -> StayFinding:
	"""The day the right arises if what isn't known turns out so that one does after a time: a reminder too many does no harm."""
	facts = card.stay_facts(placement)
	unknown = {name: False for name in ("part_of_own_home", "in_block") if getattr(facts, name) is None}
	assumed: StayFacts = replace(facts, **unknown)
	return right_to_stay(Regime(placement.law_regime), assumed, law.kept_values(placement))


def text_of(placement, found: StayFinding) -> str:
	language = tasks.language_of(placement)

	def translate(text: str) -> str:
		return _(text, language)

	said = render(found.text.template, found.text.params, translate, show)
	unsure = "" if found.verified else f", {translate('not verified')}"
	return f"{translate(DECIDE)} {said} ({found.reference}{unsure})"
