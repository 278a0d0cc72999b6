"""An offer that has come to nothing is told to whoever was asked and did not end it: nobody waits in vain."""

import frappe

from oppna_ditt_hem.answering import facts, letters, offers

ENDINGS = ("Declined", "Expired", "Withdrawn")
LETTER = "End of the offer to the {0}"


def tell(placement) -> None:
	"""Write to each side that is to know, in the transaction that ends the offer (Placement `on_update`).

	Why it ended, and by whom, is the other side's matter; the letter says only that it is over.
	"""
	if placement.entering not in ENDINGS or not placement.offered_on:
		return
	for side in offers.SIDES:
		if was_asked(placement, side) and not has_ended_it(placement, side):
			write(placement, side)


def was_asked(placement, side: str) -> bool:
	"""Whether somebody knows of the offer: by a link, or because they have answered in another way."""
	asked = {"placement": placement.name, "side": side}
	return bool(placement.get(f"{side.lower()}_answer") or frappe.db.exists("Answer Link", asked))


def has_ended_it(placement, side: str) -> bool:
	said_no = placement.get(f"{side.lower()}_answer") == "No"
	return said_no or (placement.stage != "Expired" and placement.declined_by == side)


def write(placement, side: str) -> None:
	kind, party = LETTER.format(side.lower()), offers.party_of(placement, side)
	# Without a text an administrator has switched this letter off; an offer must be able to end all the same.
	if letters.barrier(party, placement.applicant) or not letters.has_text(kind, party.preferred_language):
		return
	known = facts.FOR_SIDE[side](placement, letters.language_of(party))
	said = placement.get(f"{side.lower()}_answer") or ""
	letters.send(kind, party, {**known, "ending": placement.stage, "answer": said}, placement)
