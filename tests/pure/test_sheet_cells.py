"""What people write in a cell: numbers, dates, yes and no, telephones; read right or refused."""

from datetime import date, datetime

import pytest

from oppna_ditt_hem.matching import sheets
from oppna_ditt_hem.matching.sheets import cells

TODAY = date(2016, 11, 15)
CONTEXT = cells.Context(TODAY, {"nås": "Nås", "vansbro": "Vansbro"})
NBSP = "\u00a0"


@pytest.mark.parametrize(
	("written", "number"),
	[
		("3500", 3500),
		("3 500 kr", 3500),
		(f"3{NBSP}500", 3500),
		("\u202f3\u202f500", 3500),
		("4.500:-", 4500),
		("1.234.567,50", 1234567.5),
		("3500,00", 3500),
		("3500,5", 3500.5),
		("12.5", 12.5),
		("4 500 kr/mån", 4500),
		("4500 kr per månad", 4500),
		("4500kr", 4500),
		("45 kvm", 45),
		("75 m²", 75),
		("2 rok", 2),
		("2:a", 2),
		("3 r o k", 3),
		("2 rum och kök", 2),
		("4 bäddar", 4),
		(3500, 3500),
		(3500.0, 3500),
		("0", 0),
	],
)
def test_numbers_as_people_write_them(written, number):
	assert cells.amount(cells.clean(written), CONTEXT) == number


@pytest.mark.parametrize(
	("written", "template"),
	[
		("två", cells.WRITE_A_NUMBER),
		("3-4", cells.WRITE_A_NUMBER),
		("ca 3500", cells.WRITE_A_NUMBER),
		("3500 + el", cells.WRITE_A_NUMBER),
		("35 00", cells.WRITE_A_NUMBER),
		("4,500", cells.AMBIGUOUS_NUMBER),
		("-200", cells.NOT_NEGATIVE),
		(-200, cells.NOT_NEGATIVE),
		(float("nan"), cells.WRITE_A_NUMBER),
		(float("inf"), cells.WRITE_A_NUMBER),
		("99999999999", cells.NUMBER_TOO_LARGE),
		("#REF!", cells.SPREADSHEET_ERROR),
		(True, cells.WRITE_A_NUMBER),
	],
)
def test_numbers_that_are_refused(written, template):
	with pytest.raises(cells.CellFault) as fault:
		cells.amount(cells.clean(written), CONTEXT)
	assert fault.value.template == template


@pytest.mark.parametrize(
	("written", "day"),
	[
		("2016-11-15", date(2016, 11, 15)),
		("2016/11/15", date(2016, 11, 15)),
		("20161115", date(2016, 11, 15)),
		("15/11 2016", date(2016, 11, 15)),
		("15/11-16", date(2016, 11, 15)),
		("15.11.2016", date(2016, 11, 15)),
		("1/2/2017", date(2017, 2, 1)),
		("1 dec 2016", date(2016, 12, 1)),
		("den 1:a december 2016", date(2016, 12, 1)),
		("1 Mars 2017", date(2017, 3, 1)),
		("omgående", TODAY),
		("Nu", TODAY),
		("tills vidare", None),
		("-", None),
		(datetime(2016, 11, 15, 0, 0), date(2016, 11, 15)),
		(date(2016, 11, 15), date(2016, 11, 15)),
	],
)
def test_dates_as_people_write_them(written, day):
	assert cells.first_day(cells.clean(written), CONTEXT) == day


def test_a_month_begins_and_ends():
	assert cells.first_day("februari 2017", CONTEXT) == date(2017, 2, 1)
	assert cells.last_day("februari 2017", CONTEXT) == date(2017, 2, 28)


@pytest.mark.parametrize(
	("written", "template"),
	[
		("1/12", cells.DATE_NEEDS_YEAR),
		("1 december", cells.DATE_NEEDS_YEAR),
		("31/11 2016", cells.NO_SUCH_DAY),
		("2016-02-30", cells.NO_SUCH_DAY),
		("11/15/2016", cells.NO_SUCH_DAY),
		("1 foo 2016", cells.WRITE_A_DATE),
		("efter nyår", cells.WRITE_A_DATE),
		("0016-11-15", cells.YEAR_OUT_OF_RANGE),
		(42689, cells.WRITE_A_DATE),
	],
)
def test_dates_that_are_refused(written, template):
	with pytest.raises(cells.CellFault) as fault:
		cells.first_day(cells.clean(written), CONTEXT)
	assert fault.value.template == template


@pytest.mark.parametrize(
	("written", "answer"),
	[
		("ja", 1),
		("X", 1),
		("J", 1),
		("nej", 0),
		("n", 0),
		(1, 1),
		(0.0, 0),
		(True, 1),
		("vet ej", None),
		("?", None),
	],
)
def test_yes_and_no(written, answer):
	assert sheets.SCHEMAS["listings"].column("step_free").parse(written, CONTEXT) == answer


@pytest.mark.parametrize(
	("written", "phone"),
	[
		("070-123 45 67", "070-123 45 67"),
		(701234567, "0701234567"),
		(701234567.0, "0701234567"),
		("+46 70 123 45 67", "+46 70 123 45 67"),
	],
)
def test_phones(written, phone):
	assert cells.phone(written, CONTEXT) == phone


@pytest.mark.parametrize("written", ["070-123 45 67 / 0281-12345", "ring mig", "123"])
def test_phones_that_are_refused(written):
	with pytest.raises(cells.CellFault):
		cells.phone(written, CONTEXT)
