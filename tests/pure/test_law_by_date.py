"""Which law an agreement falls under, by its date and facts: the paragraphs one by one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import CODE, NEW, NOW, OLD, day

from oppna_ditt_hem.legal.values import LegalValueError, Values, shipped
from oppna_ditt_hem.tenancy.exclusions import (
	ASK_BUSINESS,
	ASK_DWELLINGS,
	ASK_EXCLUDED,
	ASK_HELD,
	ASK_LANDLORD,
	ASK_LEISURE,
	ASK_ORDER,
)
from oppna_ditt_hem.tenancy.lettings import Letting, block_letting, order
from oppna_ditt_hem.tenancy.regime import ASK_DATE, ASK_PAYMENT, LettingFacts, choose, law_of_day

PLAIN = {
	"landlord_is_private_person": True,
	"in_business": False,
	"held_as": "Owned house",
	"for_leisure": False,
	"letting_order": 1,
	"dwellings_let": 1,
	"landlord_is_estate": False,
	"against_payment": True,
}
ESTATE = {"landlord_is_private_person": False, "landlord_is_estate": True}


@pytest.mark.parametrize(
	("signed", "facts", "regime", "paragraph"),
	[
		("2016-11-15", {}, OLD, "(2012:978) 1 §"),
		("2013-01-31", {}, CODE, "12 kap. 1 §"),
		("2013-02-01", {}, OLD, "(2012:978)"),
		("2026-06-30", {}, OLD, "(2012:978)"),
		("2026-07-01", {}, NEW, "(2026:772) 1 kap."),
		("2016-11-15", {"letting_order": 2}, CODE, "(2012:978) 1 §"),
		("2026-07-01", {"letting_order": 2}, NEW, "(2026:772) 1 kap."),
		("2016-11-15", {"dwellings_let": 2}, OLD, "(2012:978) 1 §"),
		("2016-11-15", {"dwellings_let": 3}, CODE, "(2012:978) 1 §"),
		("2026-07-01", {"dwellings_let": 3}, CODE, "(2026:772) 1 kap. 3 §"),
		("2026-07-01", {"dwellings_let": 2}, NEW, "(2026:772) 1 kap."),
		("2026-07-01", {"dwellings_let": 0}, NEW, "(2026:772) 1 kap."),
		("2016-11-15", {"held_as": "Rental flat"}, CODE, "(2012:978) 1 §"),
		("2026-07-01", {"held_as": "Rental flat"}, CODE, "(2026:772) 1 kap."),
		("2016-11-15", {"held_as": "Tenant-owned flat"}, OLD, "(2012:978) 1 §"),
		("2026-07-01", {"held_as": "Tenant-owned flat"}, NEW, "(2026:772) 1 kap."),
		("2016-11-15", {"landlord_is_private_person": False}, CODE, "(2012:978) 1 §"),
		("2026-07-01", {"landlord_is_private_person": False}, CODE, "(2026:772) 1 kap."),
		("2016-11-15", ESTATE, OLD, "(2012:978) 1 §"),
		("2026-07-01", ESTATE, NEW, "(2026:772) 1 kap."),
		("2016-11-15", {"for_leisure": True}, CODE, "(2012:978) 1 §"),
		("2026-07-01", {"for_leisure": True}, CODE, "(2026:772) 1 kap."),
		("2016-11-15", {"in_business": True}, CODE, "(2012:978) 1 §"),
		("2026-07-01", {"in_business": True}, NEW, "(2026:772) 1 kap."),
		("2026-07-01", {"excluded_before": True}, CODE, "(2026:772) 1 kap. 3 §"),
		("2016-11-15", {"excluded_before": True}, OLD, "(2012:978) 1 §"),
	],
)
def test_regime(signed, facts, regime, paragraph):
	answer = choose(LettingFacts(day(signed), **{**PLAIN, **facts}))
	assert answer.regime is regime
	assert paragraph in answer.grounds[-1].reference
	assert answer.grounds and all(
		ground.text.say() and ground.reference and ground.mark for ground in answer.grounds
	)
	# The periods of the acts on private letting have not been read in the statute itself.
	assert not answer.verified


def test_an_answer_is_verified_once_every_value_it_rests_on_is():
	checked = [{**row, "checked_on": "2026-09-01", "checked_by": "a@b.se"} for row in NOW.rows()]
	facts = LettingFacts(day("2026-09-10"), **PLAIN)
	assert choose(facts, Values(checked)).verified
	for key in ("private_letting_law", "transition_2026_772", "scope_2026_772"):
		one_less = [{**row, "checked_by": ""} if row["key"] == key else row for row in checked]
		assert not choose(facts, Values(one_less)).verified


def test_what_is_not_known_is_asked_and_never_guessed():
	assert [text.template for text in choose(LettingFacts()).ask] == [ASK_DATE]
	known = {**PLAIN, "letting_order": None, "dwellings_let": None}
	answer = choose(LettingFacts(day("2016-11-15"), **known))
	assert (answer.regime, [text.template for text in answer.ask]) == (None, [ASK_ORDER, ASK_DWELLINGS])
	everything = [text.template for text in choose(LettingFacts(day("2026-07-01"))).ask]
	assert everything == [ASK_PAYMENT, ASK_LANDLORD, ASK_HELD, ASK_LEISURE, ASK_DWELLINGS]
	assert ASK_BUSINESS in [text.template for text in choose(LettingFacts(day("2016-07-01"))).ask]
	unsure = choose(LettingFacts(day("2026-07-01"), **PLAIN, excluded_before=None))
	assert [text.template for text in unsure.ask] == [ASK_EXCLUDED]
	other = choose(LettingFacts(day("2026-07-01"), **{**PLAIN, "held_as": "Other"}))
	assert [text.template for text in other.ask] == [ASK_HELD]
	nobody = {**PLAIN, "landlord_is_private_person": False, "landlord_is_estate": None}
	assert [text.template for text in choose(LettingFacts(day("2026-07-01"), **nobody)).ask] == [ASK_LANDLORD]


def test_one_sure_reason_against_is_enough():
	answer = choose(LettingFacts(day("2016-11-15"), held_as="Rental flat", against_payment=True))
	assert (answer.regime, answer.ask) == (CODE, ())


def test_what_is_lent_for_nothing_is_not_let():
	"""Jordabalken 12 kap. 1 §; privatuthyrningslag (2026:772) 1 kap. 1 §: against payment."""
	for signed in ("2010-05-01", "2016-11-15", "2026-07-01"):
		answer = choose(LettingFacts(day(signed), **{**PLAIN, "against_payment": False}))
		assert (answer.regime, answer.ask, len(answer.grounds)) == (None, (), 1)


def test_an_estate_under_the_old_act_is_a_reading():
	answer = choose(LettingFacts(day("2016-11-15"), **{**PLAIN, **ESTATE}))
	assert [ground.mark for ground in answer.grounds] == ["S", "I"]


def test_the_laws_of_a_day():
	assert law_of_day(day("2012-05-01")) is CODE
	assert law_of_day(day("2026-06-30")) is OLD
	assert law_of_day(day("2026-07-01")) is NEW


def test_a_law_that_is_not_known_here_is_refused():
	rows = [{"key": "private_letting_law", "value": "2031:5", "valid_from": "2031-01-01", "mark": "V"}]
	with pytest.raises(LegalValueError, match=r"2031-02-01 names a law that isn't known here: 2031:5"):
		law_of_day(day("2031-02-01"), Values(rows))


A = Letting(day("2016-01-10"), day("2016-02-01"))
B = Letting(day("2016-03-10"), day("2016-04-01"))


def test_two_lodgers_under_the_old_act():
	"""Domstol.se on lag (2012:978) 1 §: the first room the act, the second Jordabalken 12; a replaced first one as well."""
	assert [order(A, [B]), order(B, [A])] == [1, 2]
	left = Letting(A.signed_on, A.from_date, day("2016-08-31"))
	third = Letting(day("2016-08-15"), day("2016-09-01"))
	assert order(third, [left, B]) == 2
	assert order(B, [left, third]) == 2
	regimes = [
		choose(LettingFacts(each.signed_on, **{**PLAIN, "letting_order": order(each, others)})).regime
		for each, others in ((A, [B]), (B, [left, third]), (third, [left, B]))
	]
	assert regimes == [OLD, CODE, CODE]


def test_one_household_after_another_is_each_time_the_first():
	left = Letting(A.signed_on, A.from_date, day("2016-08-31"))
	assert order(Letting(day("2016-08-15"), day("2016-09-01")), [left]) == 1


def test_two_agreed_on_the_same_day_cannot_be_ordered():
	assert order(A, [Letting(A.signed_on, day("2016-02-01"))]) is None
	facts = LettingFacts(A.signed_on, **{**PLAIN, "letting_order": None})
	assert choose(facts).regime is None


@pytest.mark.parametrize(
	("dwellings", "subletting", "municipality", "value", "words"),
	[
		(3, True, False, True, "need the rent tribunal's approval"),
		(3, True, True, True, "need no approval"),
		(2, True, False, False, "no block letting"),
		(2, None, False, False, "no block letting"),
		(5, False, False, False, "no block letting"),
		(None, True, False, None, "How many"),
		(3, None, False, None, "How many"),
	],
)
def test_block_letting(dwellings, subletting, municipality, value, words):
	"""Jordabalken 12 kap. 1 §, in its wording before 2026-07-01."""
	values = shipped().on(day("2025-09-01"))
	found = block_letting(dwellings, subletting, values, municipality_is_landlord=municipality)
	assert found.value is value and words in found.text.say()
	assert found.verified == (value is not None)
	assert not block_letting(3, True, NOW).verified


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)))
def test_no_agreement_falls_under_an_act_that_is_not_in_force(signed):
	regime = choose(LettingFacts(signed, **PLAIN)).regime
	assert regime is (CODE if signed < date(2013, 2, 1) else OLD if signed < date(2026, 7, 1) else NEW)
	assert regime is law_of_day(signed)


optional = st.none() | st.booleans()


@given(
	st.dates(date(2013, 2, 1), date(2040, 1, 1)),
	st.fixed_dictionaries(
		{
			"landlord_is_private_person": optional,
			"in_business": optional,
			"held_as": st.sampled_from(
				[None, "", "Owned house", "Tenant-owned flat", "Rental flat", "Other"]
			),
			"for_leisure": optional,
			"letting_order": st.none() | st.integers(1, 3),
			"dwellings_let": st.none() | st.integers(0, 4),
			"landlord_is_estate": optional,
			"against_payment": optional,
			"excluded_before": optional,
		}
	),
)
def test_a_law_or_a_question_but_never_both_and_never_a_guess(signed, facts):
	answer = choose(LettingFacts(signed, **facts))
	assert answer.regime is None or not answer.ask
	if answer.regime is None and not answer.ask:
		assert facts["against_payment"] is False
	if answer.regime in (OLD, NEW):
		known = {**facts, **({"in_business": False, "letting_order": 1} if answer.regime is NEW else {})}
		assert known["against_payment"] and known["held_as"] in ("Owned house", "Tenant-owned flat")
		assert known["for_leisure"] is False and known["dwellings_let"] <= 2
