"""A hundred thousand rows: every total of every report is the sum of its rows, to the öre, and of nothing else."""

from collections import Counter

import pytest
from factories import OFFICER
from frappe.utils import flt
from report_rows import cards, report, running

from benchmarks.report_rows import ACTORS, CHAIN, book, end, ore, place, steps
from oppna_ditt_hem.oppna_ditt_hem.report.cost_per_home import cost_per_home
from oppna_ditt_hem.oppna_ditt_hem.report.decline_reasons import decline_reasons
from oppna_ditt_hem.oppna_ditt_hem.report.grant_utilisation import grant_utilisation
from oppna_ditt_hem.oppna_ditt_hem.report.offer_to_home import offer_to_home
from oppna_ditt_hem.oppna_ditt_hem.report.outcomes_and_ends import outcomes_and_ends
from oppna_ditt_hem.oppna_ditt_hem.report.reclaim_exposure import reclaim_exposure
from oppna_ditt_hem.oppna_ditt_hem.report.time_between_steps import time_between_steps

YEAR = {"from_date": "2016-01-01", "to_date": "2016-12-31"}
ENTRIES, PLACEMENTS = 100_000, 30_000


@pytest.fixture
def ledger() -> float:
	"""Kronor booked in all."""
	grants = [
		running(f"Bidrag {number}", 90_000_000, {"A": 40_000_000, "B": 50_000_000}) for number in range(3)
	]
	book(ENTRIES, [grant.name for grant in grants], "AB", PLACEMENTS)
	return sum(ore(number) for number in range(1, ENTRIES + 1)) / 100


def added(found: list[dict], column: str) -> float:
	return flt(sum(row[column] for row in found), 2)


def test_a_hundred_thousand_booked_rows(ledger):
	*lines, last = report(grant_utilisation, year=2016)[1]
	assert len(lines) == 6
	for column in ("budget", "booked", "left"):
		assert added(lines, column) == last[column], column
	assert (last["budget"], last["booked"]) == (270_000_000, ledger)
	exposed = report(reclaim_exposure, day="2016-12-31")
	assert added(exposed[1], "booked") == cards(exposed)["Booked until the day"] == ledger
	assert added(exposed[1], "unspent") == cards(exposed)["Unspent"] == flt(270_000_000 - ledger, 2)
	costs = report(cost_per_home, **YEAR)
	assert added(costs[1], "booked") == cards(costs)["Booked on all grants shown"] == ledger


def test_thirty_thousand_placements_with_their_steps():
	place(PLACEMENTS)
	numbers = range(1, PLACEMENTS + 1)
	came = Counter(steps(number) for number in numbers)
	reached = [sum(came[far] for far in range(least, 6)) for least in range(1, 6)]
	funnel = report(offer_to_home, OFFICER, **YEAR)[1]
	assert [row["number"] for row in funnel] == reached
	assert sum(row["lost"] or 0 for row in funnel) + funnel[-1]["number"] == PLACEMENTS
	waits = report(time_between_steps, OFFICER, document_type="Placement", **YEAR)[1]
	assert {row["to_stage"]: row["number"] for row in waits} == dict(zip(CHAIN, reached, strict=True))
	longest = {
		stage: max(number * 13 % 300 / 10 for number in numbers if steps(number) > far)
		for far, stage in enumerate(CHAIN)
	}
	assert {row["to_stage"]: row["longest"] for row in waits} == longest
	ended = report(outcomes_and_ends, OFFICER, part="Ends", **YEAR)
	by_stage = Counter()
	for row in ended[1]:
		by_stage[row["stage"]] += row["number"]
	assert by_stage == Counter(end(number) for number in numbers)
	assert cards(ended)["Placements that ended"] == PLACEMENTS
	said = report(decline_reasons, OFFICER, **YEAR)[1]
	refused = [number for number in numbers if end(number) in ("Declined", "Withdrawn")]
	assert sum(row["number"] for row in said) == len(refused)
	by_actor = Counter()
	for row in said:
		by_actor[row["declined_by"]] += row["number"]
	assert by_actor == Counter(ACTORS[number % 3] for number in refused)
