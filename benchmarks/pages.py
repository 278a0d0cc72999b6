"""What a person waits for: pages of this app against comparable ones of the platform's, in the same run."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import parse_qsl

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from benchmarks import site_data
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


MOST_BYTES = 200_000
"""Of a page of the portal with everything of ours that it loads; pictures that people have added are theirs."""
ASSET = re.compile(r'(?:href|src)="(/assets/[^"]+)"')
EMAIL = "landlord@benchmark.example"
HOMES = [f"LST-B-{number}" for number in range(5)]
DRAFT, STAY = HOMES[-1], "PLA-B-1"
PROFILE = f"/update-profile/{EMAIL}"
STEPS = ("bostaden", "spraken", "hyran", "tiden", "passar", "bilder", "skicka")
# The platform's own page that does the most alike, and the portal's: a way in, one's own things, one's details, a form.
PORTAL = {
	"/login": ("/hyr-ut", "/kom-in"),
	"/me": ("/mina-bostader", f"/forslag?nr={STAY}"),
	PROFILE: ("/mina-uppgifter",),
	f"{PROFILE}/edit": tuple(f"/erbjud-bostad?hem={DRAFT}&steg={step}" for step in STEPS),
}


def portal() -> Iterator[Result]:
	"""Every page of the landlords' portal: its time on the server against the platform's, and its weight."""
	make_landlord()
	weights: dict[str, int] = {}
	for peer, paths in PORTAL.items():
		user = "Guest" if peer == "/login" else EMAIL
		contenders = {each: lambda each=each, user=user: page(each, user) for each in (peer, *paths)}
		weights |= {path: weight(run()) for path, run in contenders.items() if path in paths}
		contenders[peer]()
		taken = turns(contenders, 9)
		for path in paths:
			yield compared(path, peer, taken)
	frappe.db.rollback()
	what = "bytes of the heaviest of these pages"
	yield Result("portal.bytes", what, max(weights.values()), AT_MOST, MOST_BYTES, weights)


def compared(path: str, peer: str, taken: dict[str, list[float]]) -> Result:
	key = path.split("steg=")[-1] if "steg=" in path else path.split("?")[0].strip("/")
	what = f"{path.replace(DRAFT, '…').replace(STAY, '…')} / the platform's {peer.replace(EMAIL, '…')}"
	told = milliseconds({path: taken[path], peer: taken[peer]})
	return Result(f"portal.{key}", what, ratio(taken, path, peer), AT_MOST, 1.3, told)


def make_landlord() -> None:
	"""Somebody with five homes, one of them a draft and one lived in; nothing of it is committed."""
	frappe.get_doc(
		{
			"doctype": "User",
			"email": EMAIL,
			"first_name": "Rut",
			"send_welcome_email": 0,
			"roles": [{"role": "Landlord"}],
		}
	).insert()
	frappe.db.set_value("User", EMAIL, "user_type", "Website User")
	party = {"name": "LAN-B-1", "landlord_name": "Rut Uvberg", "user": EMAIL, "email": EMAIL}
	site_data.insert("Landlord", [party])
	home = {"landlord": "LAN-B-1", "kind": "House", "places": 4, "rent": 5200, "tenure": "Owned house"}
	home |= {
		"title": "Hus",
		"address_line": "Granstigen 4",
		"availability": "Free",
		"shared_with_the_landlord": 1,
	}
	stages = ["Approved"] * 4 + ["Draft"]
	rows = [{**home, "name": name, "stage": stage} for name, stage in zip(HOMES, stages, strict=True)]
	site_data.insert("Listing", rows)
	site_data.insert("Applicant", [{"name": "APP-B-1", "household_name": "Familjen", "household_size": 3}])
	stay = {
		"name": STAY,
		"listing": HOMES[0],
		"landlord": "LAN-B-1",
		"applicant": "APP-B-1",
		"stage": "Moved In",
	}
	stay |= {"household_alias": "Familj", "offered_on": site_data.MOMENT, "from_date": site_data.MOMENT[:10]}
	site_data.insert("Placement", [stay])


def weight(text: str) -> int:
	"""Bytes of a page and of what it loads beside it."""
	sites = Path(frappe.get_site_path()).parent
	return len(text.encode()) + sum(
		(sites / asset.strip("/")).stat().st_size for asset in set(ASSET.findall(text))
	)


def page(address: str, user: str = "Guest") -> str:
	"""A page as the server makes it.

	Raises:
		RuntimeError: the page is not served.
	"""
	path, _mark, query = address.partition("?")
	frappe.set_user(user)
	frappe.local.session.data.csrf_token = "benchmark"
	set_request(method="GET", path=path, query_string=query)
	frappe.local.form_dict = frappe._dict(parse_qsl(query))
	answer = get_response()
	frappe.set_user("Administrator")
	if answer.status_code != 200:
		raise RuntimeError(f"{address}: {answer.status_code}")
	return answer.get_data(as_text=True)
