"""Form of notice, right to stay, payments, consent, rent and the law card: the rules one by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import CODE, IN_2016, NEW, NOW, OLD

from oppna_ditt_hem.tenancy.card import Agreement, law_card
from oppna_ditt_hem.tenancy.consent import ASK_WHOLE, consent_to_let, municipality_lets_on
from oppna_ditt_hem.tenancy.form import FormFacts, notice_form
from oppna_ditt_hem.tenancy.notice import earliest_end
from oppna_ditt_hem.tenancy.payment import deposit, disturbance, forfeited_from, rent_due_on
from oppna_ditt_hem.tenancy.rent import (
	ABOVE,
	ASK_COMPARABLES,
	ASK_HELD,
	ASK_MARKET_VALUE,
	ASK_OWN_RENT,
	ASK_REFERENCE_RATE,
	ASK_RENT,
	ASK_RUNNING_COSTS,
	CANNOT_TELL,
	WITHIN,
	RentFacts,
	rent_rule,
	rent_test,
)
from oppna_ditt_hem.tenancy.stay import StayFacts, right_to_stay


def day(text: str) -> date:
	return date.fromisoformat(text)


LONG = {"since": day("2026-01-01"), "end": day("2026-12-31")}
SHORT = {"since": day("2026-01-01"), "end": day("2026-03-31")}


@pytest.mark.parametrize(
	("law", "facts", "holds", "words", "paragraph"),
	[
		(CODE, {"form": "Written"}, True, "in writing", "12 kap. 8 §"),
		(NEW, {"form": "Written"}, True, "in writing", "6 kap. 7 och 8"),
		(CODE, {"form": "Spoken", **SHORT}, True, "at most 3 months", "12 kap. 8 §"),
		(CODE, {"form": "Spoken", **LONG, "by": "Landlord"}, False, "isn't enough", "12 kap. 8 §"),
		(OLD, {"form": "Spoken", **LONG, "by": "Landlord"}, False, "isn't enough", "12 kap. 8 §"),
		(
			CODE,
			{"form": "Spoken", **LONG, "by": "Household", "acknowledged_in_writing": True},
			True,
			"ackn",
			"8 §",
		),
		(
			CODE,
			{"form": "Spoken", **LONG, "by": "Household", "acknowledged_in_writing": False},
			False,
			"isn't",
			"8 §",
		),
		(NEW, {"form": "Spoken", **SHORT, "by": "Landlord"}, False, "isn't enough", "6 kap. 7"),
		(
			NEW,
			{"form": "Spoken", "by": "Household", "acknowledged_in_writing": True},
			True,
			"ackn",
			"6 kap. 7",
		),
		(NEW, {"form": "E-mail", "address_given": True}, True, "sent", "6 kap. 7 och 8"),
		(NEW, {"form": "E-mail", "address_given": False}, False, "hasn't given", "6 kap. 7 och 8"),
		(CODE, {"form": "E-mail", "address_given": True}, False, "Jordabalken doesn't say", "12 kap. 8 §"),
		(
			CODE,
			{"form": "Registered letter", "recipient_in_sweden": True, "for_forfeiture": False},
			True,
			"post",
			"8 §",
		),
		(
			CODE,
			{"form": "Registered letter", "recipient_in_sweden": True, "for_forfeiture": True},
			False,
			"forf",
			"8 §",
		),
		(CODE, {"form": "Registered letter", "recipient_in_sweden": False}, False, "doesn't live", "8 §"),
		(
			NEW,
			{"form": "Registered letter", "recipient_in_sweden": True},
			True,
			"post office",
			"6 kap. 7 och 8",
		),
	],
)
def test_the_form_of_notice(law, facts, holds, words, paragraph):
	found = notice_form(law, FormFacts(**facts), NOW)
	assert (found.value, found.ask) == (holds, ())
	assert words in found.text.say() and paragraph in found.reference


@pytest.mark.parametrize(
	("law", "facts"),
	[
		(CODE, {}),
		(CODE, {"form": "Spoken"}),
		(NEW, {"form": "Spoken", "by": "Household"}),
		(CODE, {"form": "Registered letter"}),
		(CODE, {"form": "Registered letter", "recipient_in_sweden": True}),
		(NEW, {"form": "E-mail"}),
	],
)
def test_a_form_that_cannot_be_judged_is_asked_about(law, facts):
	found = notice_form(law, FormFacts(**facts), NOW)
	assert found.value is None and len(found.ask) == 1 and not found.verified


SINCE = day("2026-01-15")
NO = {"part_of_own_home": False, "second_hand": False, "furnished_room": False, "in_block": False}


@pytest.mark.parametrize(
	("law", "facts", "arises", "last_notice", "paragraph"),
	[
		(OLD, {}, None, None, "(2012:978) 3 §"),
		(NEW, {}, None, None, "(2026:772) 6 kap."),
		(CODE, {"part_of_own_home": True}, None, None, "12 kap. 45"),
		(CODE, {**NO, "waiver": True}, None, None, "12 kap. 45 a §"),
		(CODE, NO, "2026-01-15", None, "12 kap. 45-46 §§"),
		# Two years end on 2028-01-14; the last month-end before is December's, three months after 30 September.
		(CODE, {**NO, "second_hand": True}, "2028-01-15", "2027-09-30", "12 kap. 45 §"),
		# Let on with at least two others: no two years to wait for.
		(CODE, {**NO, "second_hand": True, "in_block": True}, "2026-01-15", None, "12 kap. 45-46 §§"),
		# Nine months end on 2026-10-14; September's end, three months after 30 June.
		(CODE, {**NO, "furnished_room": True}, "2026-10-15", "2026-06-30", "12 kap. 45 §"),
	],
)
def test_the_right_to_stay(law, facts, arises, last_notice, paragraph):
	found = right_to_stay(law, StayFacts(SINCE, **facts), NOW)
	assert found.value == (arises and day(arises))
	assert found.arises is bool(arises) and found.ask == ()
	assert found.last_notice_on == (last_notice and day(last_notice))
	assert found.alert_on == (last_notice and day(last_notice) - timedelta(days=30))
	assert paragraph in found.reference


@pytest.mark.parametrize(
	"facts",
	[
		{},
		{"part_of_own_home": False},
		{"part_of_own_home": False, "second_hand": True},
		{"part_of_own_home": False, "second_hand": False},
		{**NO, "waiver": None},
	],
)
def test_a_right_to_stay_that_cannot_be_told_is_asked_about(facts):
	found = right_to_stay(CODE, StayFacts(SINCE, **facts), NOW)
	assert (found.value, found.arises, len(found.ask), found.verified) == (None, None, 1, False)


@given(st.dates(date(2012, 1, 1), date(2040, 1, 1)), st.booleans())
def test_notice_on_the_last_day_is_in_time_and_a_day_later_is_not(since, second_hand):
	kind = {"second_hand": True} if second_hand else {"furnished_room": True}
	found = right_to_stay(CODE, StayFacts(since, **{**NO, **kind}), NOW)
	given = {"by": "Landlord", "values": NOW}
	last = found.last_notice_on
	assert earliest_end(CODE, received_on=last, **given).end < found.value
	assert earliest_end(CODE, received_on=last + timedelta(days=1), **given).end >= found.value


@pytest.mark.parametrize(
	("year", "month", "due"),
	[
		(2026, 10, "2026-09-30"),
		(2026, 11, "2026-10-30"),
		(2027, 1, "2026-12-30"),
		(2026, 6, "2026-05-29"),
		(2026, 3, "2026-02-27"),
	],
)
def test_rent_is_due_on_the_last_weekday_before_the_month(year, month, due):
	"""Jordabalken 12 kap. 20 §."""
	assert rent_due_on(CODE, year, month, NOW).value == day(due)


@pytest.mark.parametrize(
	("law", "due", "forfeited", "paragraph", "mark"),
	[
		(CODE, "2026-09-30", "2026-10-08", "12 kap. 42 §", "V"),
		(OLD, "2026-09-30", "2026-10-08", "12 kap. 42 §", "V"),
		(NEW, "2026-09-30", "2026-10-15", "(2026:772) 6 kap. 3 §", "S"),
		(CODE, "2028-02-25", "2028-03-04", "12 kap. 42 §", "V"),
	],
)
def test_late_rent(law, due, forfeited, paragraph, mark):
	"""More than one week, or two: the first day is the eighth, or the fifteenth, after it was due."""
	found = forfeited_from(law, day(due), NOW)
	assert (found.value, found.mark) == (day(forfeited), mark)
	assert paragraph in found.reference


def test_a_disturbance_begins_with_a_warning():
	assert disturbance(NOW).reference == "Jordabalken 12 kap. 25 a §"


@pytest.mark.parametrize(
	("amount", "value"),
	[(0, "OK"), (10_000, "OK"), (10_001, "Warn"), (15_000, "Warn"), (15_001, "Reason needed")],
)
def test_a_deposit_is_measured_in_rents(amount, value):
	"""No statute; Ds 2023:32 proposed two months' rent."""
	found = deposit(amount, 5000, NOW)
	assert (found.value, found.verified) == (value, False)


@pytest.mark.parametrize(
	("amount", "rent", "questions"), [(None, 5000, 1), (1000, None, 1), (1000, 0, 1), (None, None, 2)]
)
def test_a_deposit_without_its_rent_is_asked_about(amount, rent, questions):
	found = deposit(amount, rent, NOW)
	assert (found.value, len(found.ask)) == (None, questions)


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


# A flat worth 600 000 at 2 % + 2 points costs 2 000 a month, and 1 000 to run: 3 000; noticeable from 3 150.
COST = RentFacts(market_value=600_000, reference_rate=2.0, running_costs=1000)
CAP = RentFacts(second_hand=True, own_rent=6000)
BESIDE = RentFacts(second_hand=False, comparables=(4000, 5000, 6000))


@pytest.mark.parametrize(
	("law", "facts", "rent", "verdict", "highest", "paragraph"),
	[
		(OLD, COST, 3000, WITHIN, 3150, "(2012:978) 4 §"),
		(OLD, COST, 3149, WITHIN, 3150, "(2012:978) 4 §"),
		(OLD, COST, 3150, ABOVE, 3150, "RH 2017:34"),
		(OLD, replace(COST, share=0.5), 1600, ABOVE, 1575, "(2012:978) 4 §"),
		(OLD, replace(COST, reference_rate=-0.5), 1837, WITHIN, 1837.5, "(2012:978) 4 §"),
		(NEW, BESIDE, 5000, WITHIN, 6000, "(2026:772) 2 kap. 5"),
		(NEW, BESIDE, 6000, WITHIN, 6000, "(2026:772) 2 kap. 5"),
		(NEW, BESIDE, 6001, ABOVE, 6000, "(2026:772) 2 kap. 5"),
		(CODE, BESIDE, 6001, ABOVE, 6000, "12 kap. 55 §"),
		(CODE, CAP, 6000, WITHIN, 6000, "12 kap. 55 §"),
		(CODE, CAP, 6001, ABOVE, 6000, "12 kap. 55 §"),
		# 15 % of 6 000 is 900.
		(CODE, replace(CAP, furniture=900), 6900, WITHIN, 6900, "12 kap. 55 §"),
		(CODE, replace(CAP, furniture=901), 6901, ABOVE, 6900, "12 kap. 55 §"),
		# No furniture charged, so its room isn't for the flat.
		(CODE, CAP, 6900, ABOVE, 6000, "12 kap. 55 §"),
		(CODE, replace(CAP, extras=300, extras_cost=300), 6300, WITHIN, 6300, "12 kap. 55 §"),
		(CODE, replace(CAP, extras=400, extras_cost=300), 6400, ABOVE, 6300, "12 kap. 55 §"),
		(CODE, replace(CAP, share=0.4), 2400, WITHIN, 2400, "12 kap. 55 §"),
		(CODE, replace(CAP, share=0.4, furniture=360), 2760, WITHIN, 2760, "12 kap. 55 §"),
		(CODE, replace(CAP, share=0.4), 2401, ABOVE, 2400, "12 kap. 55 §"),
	],
)
def test_rents(law, facts, rent, verdict, highest, paragraph):
	found = rent_test(law, replace(facts, rent=rent), NOW)
	assert (found.value, found.ask) == (verdict, ())
	assert found.highest == pytest.approx(highest)
	assert paragraph in found.reference and found.text.say()


def test_only_the_second_hand_cap_is_verified():
	assert rent_test(CODE, replace(CAP, rent=6000), NOW).verified
	assert not rent_test(CODE, replace(CAP, rent=2760, share=0.4, furniture=360), NOW).verified
	assert not rent_test(OLD, replace(COST, rent=3000), NOW).verified
	assert not rent_test(NEW, replace(BESIDE, rent=3000), NOW).verified
	assert not rent_test(CODE, replace(CAP, rent=6000), IN_2016).verified


@pytest.mark.parametrize(
	("law", "facts", "questions"),
	[
		(OLD, RentFacts(), {ASK_RENT, ASK_MARKET_VALUE, ASK_REFERENCE_RATE, ASK_RUNNING_COSTS}),
		(OLD, replace(COST, rent=3000, reference_rate=None), {ASK_REFERENCE_RATE}),
		(NEW, RentFacts(rent=5000, comparables=(5000, 5000)), {ASK_COMPARABLES}),
		(CODE, RentFacts(rent=5000), {ASK_HELD}),
		(CODE, RentFacts(rent=5000, second_hand=True), {ASK_OWN_RENT}),
		(CODE, RentFacts(rent=5000, second_hand=False), {ASK_COMPARABLES}),
	],
)
def test_a_rent_that_cannot_be_tested_is_asked_about(law, facts, questions):
	found = rent_test(law, facts, NOW)
	assert (found.value, found.highest, found.verified) == (CANNOT_TELL, None, False)
	assert {text.template for text in found.ask} == questions


def test_a_rent_whose_parts_do_not_fit_is_refused():
	with pytest.raises(ValueError, match="share"):
		RentFacts(share=0)
	with pytest.raises(ValueError, match="parts of the rent"):
		RentFacts(rent=500, furniture=400, extras=200)


@pytest.mark.parametrize(
	("law", "second_hand", "words"),
	[
		(OLD, None, "market value"),
		(NEW, None, "considerably higher"),
		(CODE, True, "at most 15 % of it"),
		(CODE, False, "utility value"),
		(CODE, None, "Does the landlord rent"),
	],
)
def test_the_rent_rule_in_words(law, second_hand, words):
	assert words in rent_rule(law, second_hand, NOW).text.say()


@given(st.floats(500, 20_000), st.floats(0.1, 1), st.floats(0, 3000), st.floats(0, 1000))
def test_the_highest_second_hand_rent_is_within_and_a_krona_more_is_not(own, share, furniture, extras):
	start = RentFacts(
		second_hand=True, own_rent=own, share=share, furniture=furniture, extras=extras, extras_cost=extras
	)
	furniture = min(furniture, own * share * 0.15)
	start = replace(start, furniture=furniture)
	highest = own * share + furniture + extras
	assert rent_test(CODE, replace(start, rent=highest), NOW).value == WITHIN
	assert rent_test(CODE, replace(start, rent=highest + 1), NOW).value == ABOVE


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


RECEIVED = day("2026-09-10")


def test_the_card_in_december_counts_on_january():
	card = law_card(Agreement(CODE, day("2026-07-01")), day("2026-12-05"), NOW)
	assert [row["value"] for row in card if row["key"] == "rent_due"] == ["2026-12-30"]
