"""The card that says each rule of an agreement with its paragraph and mark."""

import pytest
from law_days import CODE, NEW, NOW, OLD, RECEIVED, day

from oppna_ditt_hem.tenancy.card import Agreement, law_card


@pytest.mark.parametrize("law", [OLD, NEW, CODE])
@pytest.mark.parametrize("to", [None, day("2027-06-30")])
def test_the_law_card_says_each_rule_with_its_paragraph_and_mark(law, to):
	card = law_card(Agreement(law, day("2026-07-01"), to, second_hand=False), RECEIVED, NOW)
	keys = [row["key"] for row in card]
	assert ("term" in keys) == ("stays_on" in keys) == bool(to)
	for row in card:
		assert row["label"] and row["reference"] and row["mark"] in "VSIM" and row["text"]["template"]
		assert row["verified"] == (row["mark"] == "V" and not row["ask"])
	rows = {row["key"]: row for row in card}
	assert rows["rent_due"]["value"] == "2026-09-30"
	assert rows["household_notice"]["value"] == ("2026-10-31" if law is OLD else "2026-12-31")
	assert bool(rows["right_to_stay"]["ask"]) == (law is CODE)


def test_the_card_in_december_counts_on_january():
	card = law_card(Agreement(CODE, day("2026-07-01")), day("2026-12-05"), NOW)
	assert [row["value"] for row in card if row["key"] == "rent_due"] == ["2026-12-30"]
