"""Who must agree to a letting (facts 4.4).

Jordabalken 12 kap. 39-41 §§; privatuthyrningslag (2026:772) 5 kap. 2 §; bostadsrättslagen 7 kap.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..legal.answers import Finding, Source
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import Regime

OWNED_HOUSE, TENANT_OWNED_FLAT, RENTAL_FLAT = "Owned house", "Tenant-owned flat", "Rental flat"
"""Listing's tenure."""
NOBODY, LANDLORD, ASSOCIATION = "Nobody", "The landlord's landlord", "The housing association"

OWNER = N_("The landlord owns the home and needs nobody's consent to let it.")
RENTAL = N_(
	"The home is let second-hand: the landlord's own landlord consents, or the rent tribunal gives a permit for a time."
)
LODGER = N_(
	"A lodger needs no consent, but no more people than the flat suits, nor for longer than the landlord's own landlord must"
	" reasonably accept."
)
TENANT_OWNED = N_("The housing association consents, or the rent tribunal gives a permit.")
LODGER_TENANT_OWNED = N_("A lodger needs no consent, as long as it causes the housing association no harm.")
MUNICIPALITY = N_(
	"A municipality that rents the home may let it on without consent, but must tell its landlord at once."
)
MUNICIPALITY_NEW = N_(
	"The act asks for the landlord's consent before the home is let on. Whether a municipality is excepted isn't known: write"
	" the consent into the agreement."
)

ASK_HELD = N_("Does the landlord own the home, hold it as a tenant-owned flat, or rent it?")
ASK_WHOLE = N_("Is the whole home let, or does the landlord live there too?")


@dataclass(frozen=True)
class ConsentFinding(Finding):
	"""`value` is True where consent is needed, False where not, None where that can't be told; `of` says whose."""

	of: str = ""
	must_tell: bool = False


def consent_to_let(held_as: str | None, landlord_stays: bool | None, values: DayValues) -> ConsentFinding:
	"""Whose consent the one who offers the home needs.

	Args:
		held_as: Listing's tenure; anything but a house, a tenant-owned or a rental flat is asked about.
		landlord_stays: True where the landlord lives there too, so that the household is a lodger.
	"""
	if held_as == OWNED_HOUSE:
		return ConsentFinding(False, Text(OWNER), values.source("consent_owner"), of=NOBODY)
	if held_as not in (RENTAL_FLAT, TENANT_OWNED_FLAT):
		return _ask(ASK_HELD, values.source("consent_rental_flat"))
	rental = held_as == RENTAL_FLAT
	source = values.source("consent_rental_flat" if rental else "consent_tenant_owned_flat")
	if landlord_stays is None:
		return _ask(ASK_WHOLE, source)
	if landlord_stays:
		lodger = values.source("consent_lodger") if rental else source
		return ConsentFinding(False, Text(LODGER if rental else LODGER_TENANT_OWNED), lodger, of=NOBODY)
	return ConsentFinding(
		True, Text(RENTAL if rental else TENANT_OWNED), source, of=LANDLORD if rental else ASSOCIATION
	)


def municipality_lets_on(law: Regime, values: DayValues) -> ConsentFinding:
	"""Whether a municipality that rents a home may place a household in it (Jordabalken 12 kap. 39 §, third paragraph).

	Under 2026:772 the exception isn't known, so consent is taken to be needed.
	"""
	if law is Regime.LAW_2026_772:
		return ConsentFinding(True, Text(MUNICIPALITY_NEW), values.source("consent_2026_772"), of=LANDLORD)
	source = values.source("consent_municipality")
	return ConsentFinding(False, Text(MUNICIPALITY), source, of=NOBODY, must_tell=True)


def _ask(question: str, source: Source) -> ConsentFinding:
	return ConsentFinding(None, Text(question), source, (Text(question),))
