"""What dropping a proposal would do to the others: who would move, told before anything is written."""

from frappe import _

from oppna_ditt_hem import match_cards, matchmaking
from oppna_ditt_hem.matching.falling import Fall, Move, if_it_falls
from oppna_ditt_hem.matching.words import N_, number, render
from oppna_ditt_hem.rounds.market import candidates
from oppna_ditt_hem.saying import show

FEWER = N_("Without this pair the best round of today would house {0} fewer people.")
AS_MANY = N_("Without this pair the best round of today would house as many people.")
CANNOT_TELL = N_(
	"It can't be told what dropping this pair does: the household or the home is not open for matching."
)
SHOWN = 8
MORE = N_("And {0} more would move.")


def of_drop(proposal) -> list[str]:
	"""Sentences about the best round of today without a proposal's pair.

	Args:
		proposal: a Match Proposal that the user may decide. Only those whom the user may see take part.
	"""
	found = candidates()
	if not found.include(proposal.applicant, proposal.listing):
		return [_(CANNOT_TELL)]
	fall = if_it_falls(found.market(), matchmaking.rules(), proposal.applicant, proposal.listing)
	lead = _(FEWER).format(number(fall.people)) if fall.people > 0 else _(AS_MANY)
	return [lead, *moves_in_words(fall)]


def moves_in_words(fall: Fall) -> list[str]:
	shown, more = fall.moves[:SHOWN], len(fall.moves) - SHOWN
	titles = titles_of(shown)
	said = [
		render(move.template, {key: titles.get(name) for key, name in move.params.items()}, _, show)
		for move in shown
	]
	return [*said, *([_(MORE).format(number(more))] if more > 0 else [])]


def titles_of(moves: tuple[Move, ...]) -> dict[str | None, str]:
	homes = sorted({home for move in moves for home in (move.before, move.after) if home})
	rows = match_cards.home_rows(homes) | match_cards.household_rows([move.household for move in moves])
	return {name: row["title"] for name, row in rows.items()}
