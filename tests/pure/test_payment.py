"""When rent is due, when late rent costs the home, and the deposit."""

import pytest
from law_days import CODE, NEW, NOW, OLD, day

from oppna_ditt_hem.tenancy.payment import deposit, disturbance, forfeited_from, rent_due_on


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
