"""What a person waits for: pages of this app against comparable ones of the platform's, in the same run."""

from __future__ import annotations

import statistics
from itertools import count

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from benchmarks.protocol import AT_MOST, Result, milliseconds, ratio, turns
from oppna_ditt_hem import brokerage


def search() -> Result:
	"""A search among 20 000 homes as the page asks for it, against the platform's own list of as many rows."""
	seekers = frappe.get_all("Applicant", pluck="name", order_by="name")
	turn = count()
	fields = ["name", "title", "kind", "locality", "rent", "places", "availability", "modified"]
	filters = {"stage": "Approved"}
	contenders = {
		"find": lambda: brokerage.find_homes(seekers[next(turn) % len(seekers)]),
		"list": lambda: frappe.get_list("Listing", filters, fields, order_by="modified desc", limit=0),
	}
	for run in contenders.values():
		run()
	taken = turns(contenders, 9)
	frappe.db.rollback()
	told = {**milliseconds(taken), "slowest_find_ms": round(max(taken["find"]) * 1000, 1)}
	what = "find homes / the platform's list of the same 20 000 listings"
	return Result(
		"find.page",
		what,
		statistics.median(taken["find"]) / statistics.median(taken["list"]),
		AT_MOST,
		1.5,
		told,
	)


def front() -> Result:
	"""The landlords' front page, made on the server as the platform makes its own login page."""
	contenders = {path: lambda path=path: page(path) for path in ("/hyr-ut", "/login")}
	for run in contenders.values():
		run()
	taken = turns(contenders, 15)
	what = "the landlords' front page / the platform's login page"
	return Result("front.page", what, ratio(taken, "/hyr-ut", "/login"), AT_MOST, 1.3, milliseconds(taken))


def page(path: str) -> None:
	"""Raises RuntimeError where the page is not served."""
	frappe.set_user("Guest")
	set_request(method="GET", path=path)
	answer = get_response()
	frappe.set_user("Administrator")
	if answer.status_code != 200:
		raise RuntimeError(f"{path}: {answer.status_code}")
