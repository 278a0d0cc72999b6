"""Requirements between people: who the landlord lets to, and what the household needs of a home and of those who live there."""

from __future__ import annotations

import numpy as np

from .households import COUPLE, FAMILY, HOUSEHOLD_KINDS, OTHER_ADULTS
from .rules import UNSURE, UNSURE_BLOCKS, Parameter, requirement, states
from .tables import KINDS_OF_HOUSEHOLD, LISTING_KINDS, NO, UNKNOWN, YES
from .words import N_

SINGLES, COUPLES, FAMILIES = 0, 1, 2
ASK = {"unknown_blocks": Parameter(True, N_("Not knowing rules the pair out"))}
TELL = {"unknown_blocks": Parameter(False, N_("Not knowing rules the pair out"))}


def _doubt(given):
	"""What not knowing means: the rule's own parameter says."""
	return UNSURE_BLOCKS if given["unknown_blocks"] else UNSURE


@requirement(
	"kind_of_household",
	label=N_("Kind of household suits"),
	explanation=N_(
		"The landlord lets to this kind of household: single people, couples, families with children."
	),
	met=N_("The landlord lets to this kind of household ({household_kind})."),
	unmet=N_("The landlord doesn't let to this kind of household ({household_kind})."),
	unknown=N_("It isn't known which kinds of household the landlord lets to."),
	facts=lambda pair, given: {"household_kind": ("", *HOUSEHOLD_KINDS)[int(pair.household.kind)]},
)
def kind_of_household(pairs, given):
	kind, suits = pairs.household.kind, pairs.listing.suits
	answer = np.where(kind == KINDS_OF_HOUSEHOLD[COUPLE], suits[..., COUPLES], suits[..., SINGLES])
	answer = np.where(kind == KINDS_OF_HOUSEHOLD[FAMILY], suits[..., FAMILIES], answer)
	# Grown-up siblings or friends are neither: a landlord who takes single people or couples takes them.
	either = np.maximum(suits[..., SINGLES], suits[..., COUPLES])
	answer = np.where(kind == KINDS_OF_HOUSEHOLD[OTHER_ADULTS], either, answer)
	return states(answer == YES, known=(answer != UNKNOWN) & (kind > 0))


@requirement(
	"shared_home",
	label=N_("A home shared with the landlord is accepted"),
	explanation=N_("A home shared with the landlord is only proposed to households that accept one."),
	met=N_("The household accepts a home shared with the landlord."),
	unmet=N_("The home is shared with the landlord, which the household doesn't accept."),
	unknown=N_(
		"It isn't known whether the household accepts a home shared with the landlord. Ask the household."
	),
	facts=lambda pair, given: {},
)
def shared_home(pairs, given):
	accepts = pairs.household.accepts_shared
	return states(accepts == YES, applies=pairs.listing.shared == YES, known=accepts != UNKNOWN)


def _language_facts(pair, given):
	return {
		"household_languages": pair.spoken(pair.household.languages),
		"home_languages": pair.spoken(pair.listing.languages),
		"languages": pair.spoken(pair.household.languages & pair.listing.languages),
	}


@requirement(
	"language_in_shared_home",
	label=N_("Common language in a shared home"),
	explanation=N_("In a home shared with the landlord, both speak at least one common language."),
	met=N_("Common language in the shared home: {languages}."),
	unmet=N_(
		"No common language in the shared home: the household speaks {household_languages}, in the home they speak"
		" {home_languages}."
	),
	unknown=N_("It isn't known whether the household and the landlord share a language. Ask both."),
	facts=_language_facts,
)
def language_in_shared_home(pairs, given):
	return states(pairs.shares_language, applies=pairs.listing.shared == YES, known=pairs.languages_known)


@requirement(
	"women_only",
	label=N_("Women only"),
	explanation=N_(
		"A home for women only goes to households whose adults are women, and a household that needs a home for women only"
		" gets one, or a home that it has to itself."
	),
	met=N_("Women only: the home and the household suit each other."),
	unmet=N_("Women only: the home and the household don't suit each other."),
	unknown=N_("Women only: it isn't known whether every adult in the household is a woman."),
	facts=lambda pair, given: {},
	parameters=ASK,
)
def women_only(pairs, given):
	home, household = pairs.listing, pairs.household
	landlord_asks = home.women_only == YES
	household_asks = household.needs_women_only == YES
	to_itself = (home.shared == NO) & (home.households_at_once == 1) & (home.kind != LISTING_KINDS["Room"])
	household_met = ~household_asks | landlord_asks | to_itself
	met = (~landlord_asks | (household.all_women == YES)) & household_met
	known = ~household_met | ~landlord_asks | (household.all_women != UNKNOWN)
	return states(met, applies=landlord_asks | household_asks, known=known, unsure=_doubt(given))


@requirement(
	"step_free",
	label=N_("Step-free where needed"),
	explanation=N_(
		"A household that needs a step-free home is only proposed homes with a step-free entrance."
	),
	met=N_("The home has a step-free entrance, which the household needs."),
	unmet=N_("The household needs a step-free home, and this one has steps."),
	unknown=N_(
		"The household needs a step-free home, and it isn't known whether this one is. Ask the landlord."
	),
	facts=lambda pair, given: {},
	parameters=ASK,
)
def step_free(pairs, given):
	return _need(pairs.household.needs_step_free, pairs.listing.step_free, given)


@requirement(
	"wheelchair",
	label=N_("Wheelchair accessible where needed"),
	explanation=N_("A household with a wheelchair is only proposed homes that are accessible with one."),
	met=N_("The home is wheelchair accessible, which the household needs."),
	unmet=N_("The household needs a wheelchair accessible home, and this one isn't."),
	unknown=N_(
		"The household needs a wheelchair accessible home, and it isn't known whether this one is. Ask the landlord."
	),
	facts=lambda pair, given: {},
	parameters=ASK,
)
def wheelchair(pairs, given):
	return _need(pairs.household.needs_wheelchair, pairs.listing.wheelchair, given)


@requirement(
	"lift",
	label=N_("Lift where needed"),
	explanation=N_(
		"A household that needs a step-free home is only proposed an upper floor where there is a lift."
	),
	met=N_("There is a lift, which the household needs on this floor."),
	unmet=N_("The household needs a step-free home, and this one is on an upper floor without a lift."),
	unknown=N_(
		"The household needs a step-free home, and it isn't known whether there is a lift. Ask the landlord."
	),
	facts=lambda pair, given: {},
	parameters=ASK,
)
def lift(pairs, given):
	home = pairs.listing
	needs = (pairs.household.needs_step_free == YES) | (pairs.household.needs_wheelchair == YES)
	known = home.has_lift != UNKNOWN
	return states(home.has_lift == YES, applies=needs & (home.floor > 1), known=known, unsure=_doubt(given))


@requirement(
	"accessible_bathroom",
	label=N_("Accessible bathroom where needed"),
	explanation=N_("A household with a wheelchair is only proposed homes with an accessible bathroom."),
	met=N_("The bathroom is accessible with a wheelchair, which the household needs."),
	unmet=N_("The household needs a bathroom that is accessible with a wheelchair, and this home has none."),
	unknown=N_(
		"The household needs a bathroom that is accessible with a wheelchair, and it isn't known whether this home has one."
		" Ask the landlord."
	),
	facts=lambda pair, given: {},
	parameters=ASK,
)
def accessible_bathroom(pairs, given):
	return _need(pairs.household.needs_wheelchair, pairs.listing.accessible_bathroom, given)


@requirement(
	"pets",
	label=N_("Pets allowed where there are any"),
	explanation=N_("A household with pets is only proposed homes where pets are allowed."),
	met=N_("Pets are allowed, and the household has one."),
	unmet=N_("The household has pets, and the landlord doesn't allow them."),
	unknown=N_("The household has pets, and it isn't known whether they are allowed. Ask the landlord."),
	facts=lambda pair, given: {},
	parameters=TELL,
)
def pets(pairs, given):
	return _need(pairs.household.pets, pairs.listing.pets_allowed, given)


@requirement(
	"smoking",
	label=N_("Smoking allowed where somebody smokes"),
	explanation=N_("A household where somebody smokes is only proposed homes where smoking is allowed."),
	met=N_("Smoking is allowed, and somebody in the household smokes."),
	unmet=N_("Somebody in the household smokes, and the landlord doesn't allow it."),
	unknown=N_(
		"Somebody in the household smokes, and it isn't known whether it is allowed. Ask the landlord."
	),
	facts=lambda pair, given: {},
	parameters=TELL,
)
def smoking(pairs, given):
	return _need(pairs.household.smokes, pairs.listing.smoking_allowed, given)


def _need(needed, offered, given):
	return states(offered == YES, applies=needed == YES, known=offered != UNKNOWN, unsure=_doubt(given))


RULES = (
	kind_of_household,
	shared_home,
	language_in_shared_home,
	women_only,
	step_free,
	wheelchair,
	lift,
	accessible_bathroom,
	pets,
	smoking,
)
