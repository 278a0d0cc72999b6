"""What isn't known about a pair, and whom to ask.

A rule says that something is unknown; which of its columns is empty tells whose answer is missing.
"""

from dataclasses import dataclass

import numpy as np
from frappe import _

from oppna_ditt_hem.matching.tables import UNKNOWN, Market
from oppna_ditt_hem.matching.words import N_

LANDLORD, HOUSEHOLD, OFFICE = "landlord", "household", "office"


@dataclass(frozen=True)
class Question:
	"""Asked where `column` of the home or the household is empty; the locality's position is asked for by both."""

	whom: str
	column: str
	text: str

	def is_open(self, market: Market, listing: int, household: int) -> bool:
		if self.whom == LANDLORD:
			return is_unknown(getattr(market.listings, self.column)[listing])
		if self.whom == HOUSEHOLD:
			return is_unknown(getattr(market.households, self.column)[household])
		place = int(market.households.must_reach[household])
		return place >= 0 and is_unknown(market.localities.latitude[place])


RENT = Question(LANDLORD, "rent", N_("Ask the landlord for the rent per month."))
HIGHEST_RENT = Question(HOUSEHOLD, "max_rent", N_("Ask the household for the highest rent it can pay."))
ROOMS = Question(LANDLORD, "rooms", N_("Ask the landlord how many rooms the home has."))
PLACES = Question(LANDLORD, "places", N_("Ask the landlord how many beds there are."))
LOCALITY = Question(LANDLORD, "locality", N_("Ask the landlord in which locality the home lies."))
POSITION = Question(LANDLORD, "latitude", N_("Fill in the position of the home or of its locality."))
PLACE_TO_REACH = Question(
	OFFICE, "latitude", N_("Fill in the position of the place that the household must reach.")
)
HOME_LANGUAGES = Question(
	LANDLORD, "languages", N_("Ask the landlord which languages are spoken in the home.")
)
LANGUAGES = Question(HOUSEHOLD, "languages", N_("Ask the household which languages it speaks."))
HEATING = Question(LANDLORD, "heating", N_("Ask the landlord how the home is heated."))

NET_COST = (
	RENT,
	HIGHEST_RENT,
	Question(LANDLORD, "includes", N_("Ask the landlord what the rent includes.")),
	Question(LANDLORD, "floor_area", N_("Ask the landlord how large the home is.")),
)

QUESTIONS: dict[str, tuple[Question, ...]] = {
	"places": (PLACES,),
	"fits_size": (PLACES,),
	"overcrowding": (ROOMS,),
	"own_rooms": (ROOMS,),
	"rent_ceiling": (RENT, HIGHEST_RENT),
	"rent_headroom": (RENT, HIGHEST_RENT),
	"net_cost_ceiling": NET_COST,
	"net_cost_headroom": NET_COST,
	"distance": (POSITION, PLACE_TO_REACH),
	"nearness": (POSITION, PLACE_TO_REACH),
	"wished_locality": (LOCALITY,),
	"wished_locality_only": (LOCALITY,),
	"kind_of_household": (
		Question(LANDLORD, "suits", N_("Ask the landlord which kinds of household may live there.")),
		Question(HOUSEHOLD, "kind", N_("Fill in the members of the household.")),
	),
	"shared_home": (
		Question(
			HOUSEHOLD,
			"accepts_shared",
			N_("Ask the household whether it accepts a home shared with the landlord."),
		),
	),
	"language_in_shared_home": (HOME_LANGUAGES, LANGUAGES),
	"common_language": (HOME_LANGUAGES, LANGUAGES),
	"women_only": (Question(HOUSEHOLD, "all_women", N_("Ask the household for the gender of each adult.")),),
	"step_free": (
		Question(LANDLORD, "step_free", N_("Ask the landlord whether the entrance is step-free.")),
	),
	"wheelchair": (
		Question(LANDLORD, "wheelchair", N_("Ask the landlord whether a wheelchair gets in everywhere.")),
	),
	"lift": (Question(LANDLORD, "has_lift", N_("Ask the landlord whether there is a lift.")),),
	"accessible_bathroom": (
		Question(LANDLORD, "accessible_bathroom", N_("Ask the landlord whether the bathroom is accessible.")),
	),
	"pets": (Question(LANDLORD, "pets_allowed", N_("Ask the landlord whether pets are allowed.")),),
	"smoking": (Question(LANDLORD, "smoking_allowed", N_("Ask the landlord whether smoking is allowed.")),),
	"winter_fit": (
		Question(LANDLORD, "winter_fit", N_("Ask the landlord whether the home is fit for winter.")),
	),
	"winter_heating": (HEATING,),
	"winter_water": (Question(LANDLORD, "water", N_("Ask the landlord which water the home has.")),),
	"winter_road": (
		Question(LANDLORD, "road_ploughed", N_("Ask the landlord whether the road is ploughed in winter.")),
	),
	"wait": (
		Question(HOUSEHOLD, "registered_on", N_("Fill in the day on which the household was registered.")),
	),
}


def questions(market: Market, match, reason) -> list[str]:
	"""What to ask whom about something unknown, or to fill in oneself, in the user's language."""
	listing, household = market.listing(match.listing), market.household(match.household)
	asked = QUESTIONS.get(reason.key, ())
	found = [question for question in asked if question.is_open(market, listing, household)]
	# An administrator's own rule does not say what it reads.
	texts = [question.text for question in found or asked]
	return [_(text) for text in texts] or [_("Look at what is missing on the home and on the household.")]


def is_unknown(value) -> bool:
	"""Whether a column's value stands for not known; its type says how (see `tables`)."""
	value = np.asarray(value)
	if value.dtype.kind == "f":
		return bool(np.isnan(value))
	if value.dtype == np.int8:
		return bool((value == UNKNOWN).any())
	return bool(value <= 0)
