"""The shipped legal values on the days that the examples of the law are on, and what an answer asks."""

from datetime import date

from oppna_ditt_hem.legal.values import Values, shipped
from oppna_ditt_hem.tenancy.facts import Regime

OLD, NEW, CODE = Regime.LAW_2012_978, Regime.LAW_2026_772, Regime.JB_12

IN_2016 = shipped().on(date(2016, 11, 15))
IN_2025 = shipped().on(date(2025, 9, 1))
NOW = shipped().on(date(2026, 9, 10))


def day(text: str) -> date:
	return date.fromisoformat(text)


RECEIVED = day("2026-09-10")


def asked(found) -> set[str]:
	return {text.template for text in found.ask}


def changed(on: date, **values: object):
	"""The shipped values of a day with some of them replaced, read in the primary text."""
	rows = [row for row in shipped().on(on).rows() if row["key"] not in values]
	for key, value in values.items():
		rows.append({"key": key, "value": value, "valid_from": on, "legal_reference": "X", "mark": "V"})
	return Values(rows).on(on)
