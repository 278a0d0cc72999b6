"""Whose consent a letting needs."""

import pytest
from law_days import CODE, NEW, NOW

from oppna_ditt_hem.tenancy.consent import ASK_WHOLE, consent_to_let, municipality_lets_on


@pytest.mark.parametrize(
	("held_as", "stays", "needed", "whose", "paragraph"),
	[
		("Owned house", None, False, "Nobody", "12 kap. 39 §"),
		("Rental flat", False, True, "The landlord's landlord", "12 kap. 39-40 §§"),
		("Rental flat", True, False, "Nobody", "12 kap. 41 §"),
		("Tenant-owned flat", False, True, "The housing association", "Bostadsrättslagen"),
		("Tenant-owned flat", True, False, "Nobody", "Bostadsrättslagen"),
	],
)
def test_consent_to_let(held_as, stays, needed, whose, paragraph):
	found = consent_to_let(held_as, stays, NOW)
	assert (found.value, found.of, found.ask) == (needed, whose, ())
	assert paragraph in found.reference


def test_consent_that_cannot_be_told_is_asked_about():
	for held_as in (None, "", "Other"):
		assert consent_to_let(held_as, False, NOW).value is None
	assert [text.template for text in consent_to_let("Rental flat", None, NOW).ask] == [ASK_WHOLE]


def test_a_municipality_lets_on_without_consent_but_tells():
	"""Jordabalken 12 kap. 39 §, third paragraph; unknown under 2026:772."""
	found = municipality_lets_on(CODE, NOW)
	assert (found.value, found.must_tell, found.verified) == (False, True, True)
	new = municipality_lets_on(NEW, NOW)
	assert (new.value, new.verified) == (True, False)
