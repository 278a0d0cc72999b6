"""Up to three homes side by side, as plain data: rows with an explanation each, one cell a home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..legal.answers import said
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .household import Home, Household
from .net_cost import LEFT, NET, NET_AT_LEAST, NetCost, net_cost

MOST_HOMES = 3
"""More columns can't be read side by side on a phone or a sheet of paper."""
TOO_MANY = "At most three homes can be compared"

CHEAPEST = N_("{home} costs the household least.")


@dataclass(frozen=True)
class _Line:
	"""One row: its heading, what explains it, and how to read the amount and the sentence of a home."""

	key: str
	label: str
	explanation: str
	amount: Callable[[NetCost], float | None]
	text: Callable[[NetCost], Text | None] = lambda cost: None


LINES = (
	_Line(
		"rent", N_("Rent per month"), N_("What is paid to the landlord each month."), lambda cost: cost.rent
	),
	_Line(
		"extra",
		N_("Other costs of the home"),
		N_("Heating, electricity, water and internet that the rent doesn't include."),
		lambda cost: cost.extra,
		lambda cost: cost.extra_text,
	),
	_Line(
		"allowance",
		N_("Housing benefit"),
		N_("Bostadsersättning for a single person in a home of their own, bostadsbidrag for a family."),
		lambda cost: cost.allowance.amount,
		lambda cost: cost.allowance.text,
	),
	_Line(
		"net",
		N_("What the home costs you"),
		N_("The rent and other costs less the housing benefit."),
		lambda cost: cost.net,
		lambda cost: Text(NET_AT_LEAST if cost.at_least else NET),
	),
	_Line(
		"left",
		N_("Left to live on"),
		N_("The income less what the home costs."),
		lambda cost: cost.left,
		lambda cost: Text(LEFT),
	),
)


def compare(homes: Sequence[Home], household: Household, values: DayValues) -> dict[str, Any]:
	"""The homes beside one another.

	Returns:
		`homes` (names), `rows` (key, label, explanation, cells), `ask` (a list of sentences for each home), `cheapest` (a
		sentence, None where not every net cost is known or two cost the same), and `sources` (reference, mark and verified for
		each home). A cell holds `amount` in kronor per month (None where not known) and `text`, sentences being template and params. Labels and
		explanations are messages to translate.

	Raises:
		ValueError: more than three homes.
		LegalValueError: a legal value is missing on the day.
	"""
	if len(homes) > MOST_HOMES:
		raise ValueError(TOO_MANY)
	costs = [net_cost(home, household, values) for home in homes]
	return {
		"homes": [home.name for home in homes],
		"rows": [_row(line, costs) for line in LINES],
		"ask": [[said(text) for text in cost.ask] for cost in costs],
		"cheapest": _cheapest(homes, costs),
		"sources": [_source(cost) for cost in costs],
	}


def _row(line: _Line, costs: Sequence[NetCost]) -> dict[str, Any]:
	cells = [{"amount": line.amount(cost), "text": _said(line.text(cost))} for cost in costs]
	return {"key": line.key, "label": line.label, "explanation": line.explanation, "cells": cells}


def _said(text: Text | None) -> dict[str, Any] | None:
	return said(text) if text else None


def _source(cost: NetCost) -> dict[str, Any]:
	return {"reference": cost.source.reference, "mark": cost.source.mark, "verified": cost.verified}


def _cheapest(homes: Sequence[Home], costs: Sequence[NetCost]) -> dict[str, Any] | None:
	nets = [cost.net for cost in costs]
	if len(nets) < 2 or None in nets or nets.count(min(nets)) > 1:
		return None
	return said(Text(CHEAPEST, {"home": homes[nets.index(min(nets))].name}))
