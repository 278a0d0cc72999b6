"""A market put together from tables that were read at different times: rows taken, added, and joined.

What is built here equals what `columns.build` makes of the same rows.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

import numpy as np

from .columns import kilometres
from .faults import BadInput, Fault
from .languages import codes_of, few_enough, moved
from .tables import Households, Listings, Localities, Market

Table = TypeVar("Table", Households, Listings)


def take(table: Table, rows: np.ndarray) -> Table:
	"""The rows with these numbers, in this order. Of `Listings`, `whole` then has to be set anew."""
	return type(table)(**{field.name: getattr(table, field.name)[rows] for field in fields(table)})


def append(table: Table, more: Table) -> Table:
	"""One table under the other. Of `Listings`, `whole` then has to be set anew."""
	return type(table)(
		**{
			field.name: np.concatenate([getattr(table, field.name), getattr(more, field.name)])
			for field in fields(table)
		}
	)


def with_languages(table: Table, before: tuple[str, ...], after: tuple[str, ...]) -> Table:
	"""The table with its masks in the order of `after`."""
	masks = moved(table.languages, before, after)
	return table if masks is table.languages else replace(table, languages=masks)


def join(
	seekers: Households,
	seekers_speak: tuple[str, ...],
	homes: Listings,
	homes_speak: tuple[str, ...],
	places: Localities,
	today: date,
	km: np.ndarray | None = None,
) -> Market:
	"""One market of two tables that were read against the same places.

	Args:
		seekers_speak, homes_speak: the languages in the order of each table's bits.
		km: the distances of places to homes, where they are known already.

	Raises:
		BadInput: more languages in all than can be compared.
	"""
	faults: list[Fault] = []
	codes = few_enough(codes_of([seekers_speak, homes_speak]), faults)
	if faults:
		raise BadInput(faults)
	return Market(
		with_languages(seekers, seekers_speak, codes),
		with_languages(homes, homes_speak, codes),
		places,
		codes,
		kilometres(places, homes) if km is None else km,
		today.toordinal(),
	)
