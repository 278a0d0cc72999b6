"""What the site adds to the engine: reading, whole rounds, writing and a page, against the naive way in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import frappe
import numpy as np

from benchmarks import naive, pages, site_data
from benchmarks.market import market
from benchmarks.protocol import AT_LEAST, AT_MOST, Result, milliseconds, ratio, same, turns
from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.matching.round import BEST_TOTAL
from oppna_ditt_hem.matching.tables import Market
from oppna_ditt_hem.rounds import job

SAMPLE = 400
"""Documents, or proposals, that the naive way is timed on; the rest is taken to cost as much each."""
EVERY = 25
"""One household in so many is compared by the naive loops."""


def results() -> Iterator[Result]:
	found = market(1_000, 500)
	site_data.load(found)
	yield from whole_round(found, "1k", 1)
	found = market(10_000, 5_000)
	site_data.load(found)
	yield from reading()
	yield writing()
	yield from whole_round(found, "10k", 8)
	site_data.load(market(40, 20_000))
	yield pages.search()


def reading() -> Iterator[Result]:
	fields = [field for field in matchmaking.LISTING_FIELDS if field != "last_confirmed_on"]
	columns = ", ".join(f"`{field}`" for field in fields)
	contenders = {
		"get_all": lambda: frappe.get_all("Listing", fields=fields, order_by="name"),
		"tuples": lambda: frappe.db.sql(f"select {columns} from `tabListing` order by name"),
	}
	taken = turns(contenders, 5)
	what = "get_all / raw tuples, 5 000 listings"
	yield Result("frappe.read", what, ratio(taken, "get_all", "tuples"), AT_MOST, 1.5, milliseconds(taken))


def writing() -> Result:
	fields = (
		"name",
		"owner",
		"modified_by",
		"creation",
		"modified",
		"applicant",
		"listing",
		"status",
		"score",
	)
	pairs = [(f"H{i:06d}", f"L{i:06d}") for i in range(SAMPLE)]

	def one_by_one() -> None:
		for seeker, home in pairs:
			frappe.get_doc(doctype="Match Proposal", applicant=seeker, listing=home, status="Open").insert()
		frappe.db.rollback()

	def together() -> None:
		own = ("Administrator", "Administrator", site_data.MOMENT, site_data.MOMENT)
		rows = [(frappe.generate_hash(length=12), *own, *pair, "Open", 50) for pair in pairs]
		frappe.db.bulk_insert("Match Proposal", list(fields), rows)
		frappe.db.rollback()

	taken = turns({"insert": one_by_one, "bulk": together}, 5)
	what = f"doc.insert / db.bulk_insert, {SAMPLE} proposals"
	return Result("frappe.write", what, ratio(taken, "insert", "bulk"), AT_LEAST, 10, milliseconds(taken))


def whole_round(found: Market, size: str, gate: float) -> Iterator[Result]:
	"""Read, compare, choose, explain and write on the site, against documents, loops, the plain list and insert.

	The naive way explains nothing. A small round spends most of its time on telling those left without why.
	"""
	naive_s, plain = the_naive_way(found)
	started = perf_counter()
	run = frappe.get_doc(doctype="Matching Run", kind="Round", policy=BEST_TOTAL).insert().name
	job.carry_out(run)
	engine_s = perf_counter() - started
	kept = frappe.get_doc("Matching Run", run)
	same(kept.status, "Done", kept.message or "the round")
	total = frappe.parse_json(kept.result)["totals"]
	told = {"naive_s": round(naive_s, 2), "engine_s": round(engine_s, 2), "proposals": kept.proposals}
	shape = f"{len(found.households.names)} x {len(found.listings.names)}"
	what = f"naive way (partly from samples) / whole round on the site, {shape}"
	yield Result(f"round.{size}", what, naive_s / engine_s, AT_LEAST, gate, told)
	figure = total["score"] * 100 / plain if plain else 0.0
	yield Result(
		f"round.{size}.gain", f"the round's total / the plain list's, {shape}", figure, AT_LEAST, 1.05, {}
	)


def the_naive_way(found: Market) -> tuple[float, float]:
	"""Seconds that it takes, and the total worth of what it chooses."""
	seekers, homes = found.households.names.tolist(), found.listings.names.tolist()
	reading_s = documents_s("Applicant", seekers) + documents_s("Listing", homes)
	some = range(0, len(seekers), EVERY if len(seekers) > 2_000 else 1)
	started = perf_counter()
	naive.pairs(found, naive.rows_of(found.households, some), naive.rows_of(found.listings))
	comparing_s = (perf_counter() - started) * len(seekers) / len(some)
	pairs = [tuple(pair) for pair in all_pairs(found)]
	started = perf_counter()
	taken = naive.greedy(pairs, found.listings.free_households)
	choosing_s = perf_counter() - started
	return reading_s + comparing_s + choosing_s + inserting_s(found, taken), sum(pair[2] for pair in taken)


def all_pairs(found: Market) -> np.ndarray:
	"""What the loops would have found, had they been given the time; they agree with the engine pair by pair."""
	from benchmarks.market import rules
	from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs

	return np.stack(possible_pairs(Prepared(found, rules())), axis=1).tolist()


def documents_s(doctype: str, names: list[str]) -> float:
	"""Seconds to read every document by itself, from the first `SAMPLE`."""
	some = names[:SAMPLE]
	started = perf_counter()
	for name in some:
		frappe.get_doc(doctype, name)
	return (perf_counter() - started) * len(names) / len(some)


def inserting_s(found: Market, taken: list[tuple[int, int, int]]) -> float:
	some = taken[:SAMPLE]
	started = perf_counter()
	for i, j, _worth in some:
		names: dict[str, Any] = {"applicant": found.households.names[i], "listing": found.listings.names[j]}
		frappe.get_doc(doctype="Match Proposal", status="Open", **names).insert()
	taken_s = perf_counter() - started
	frappe.db.rollback()
	return taken_s * len(taken) / len(some)
