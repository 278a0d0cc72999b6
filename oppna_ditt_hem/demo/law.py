"""Which law an agreement of the story falls under, asked of the same answer that an officer gets."""

import frappe

from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.tenancy.regime import LettingFacts, choose


def at_signing(listing, values: dict) -> dict:
	"""`law_regime` and `law_basis` for a home let on the day in `contract_signed_on`.

	In the story nobody lets for leisure or for nothing, no landlord is an estate, and nobody lets more than one dwelling at
	a time but the organisation.
	"""
	private = frappe.db.get_value("Landlord", listing.landlord, "landlord_type") == "Person"
	answer = choose(
		LettingFacts(
			signed_on=values["contract_signed_on"],
			landlord_is_private_person=private,
			in_business=not private,
			held_as=listing.tenure,
			for_leisure=False,
			letting_order=1,
			dwellings_let=1,
			landlord_is_estate=False,
			against_payment=True,
		)
	)
	basis = " ".join(f"{ground.text.say(for_all_readers)} ({ground.reference})" for ground in answer.grounds)
	return {"law_regime": answer.regime.value, "law_basis": basis}
