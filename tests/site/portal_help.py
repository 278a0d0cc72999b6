"""Somebody at the landlords' pages, by HTTP: reads a page, fills in its form, is sent on."""

import contextlib
import html
import io
import json
import re

import frappe
from factories import make
from forms_on_page import pressed
from PIL import Image

from oppna_ditt_hem.answering.links import hash_of
from tools import testbench

HTML = {"Accept": "text/html", "Accept-Language": "en"}
SENT_WITH = re.compile(r'name="csrf_token" value="(\w*)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
SUMMARY = re.compile(r'id="summary">.*?</ul>', re.DOTALL)
POINTS_AT = re.compile(r'<li><a href="#([^"]*)">([^<]*)</a>')


class Visitor:
	"""One browser; `page` is what it shows."""

	def __init__(self, session):
		self.session, self.page, self.raw, self.status, self.url = session, "", "", 0, ""
		session.headers.update(HTML)

	def get(self, path: str) -> str:
		return self.shown(self.session.get(path))

	def send(self, path: str, files=None, **form) -> str:
		"""Send a form as the page that is open would: with its token, and the others of its own."""
		token = SENT_WITH.search(self.page)
		carried = {"csrf_token": token[1]} if token else {}
		return self.shown(self.session.post(path, data={**carried, **form}, files=files))

	def press(self, name: str, value: str, **typed: str) -> str:
		"""Fill in the form that a button belongs to and press it: what the page has is sent, and nothing else."""
		path, fields = pressed(self.raw, name, value, **typed)
		return self.shown(self.session.post(path, data=fields))

	def shown(self, response) -> str:
		self.raw, self.status, self.url = response.text, response.status_code, response.url
		self.page = html.unescape(self.raw)
		assert "Traceback" not in self.page, self.page[-3000:]
		points_where_it_says(self.page)
		return self.page

	def hidden(self, name: str) -> str:
		return dict(HIDDEN.findall(self.page))[name]


def points_where_it_says(page: str) -> None:
	"""The list of what is wrong calls each field what the page calls it, and leads there."""
	for listed in SUMMARY.findall(page):
		for name, label in POINTS_AT.findall(listed):
			assert label.strip() and label != name, f"{name} has no label"
			assert f'id="{name}"' in page, f"nothing on the page is called {name}"


def landlord_at(http, number: int = 1, **values) -> frappe._dict:
	"""A landlord who is logged in, with their record."""
	user = make.user("Landlord", number=number)
	record = make.landlord(user=user, **values)
	make.locality()
	frappe.db.commit()
	return frappe._dict(at=Visitor(http(user)), user=user, record=record.name)


@contextlib.contextmanager
def sending_server():
	"""The served site has an account for outgoing e-mail; letters stay in its queue, for its mail is muted."""
	path = testbench.site_config()
	before = path.read_text()
	path.write_text(json.dumps(json.loads(before) | {"mail_server": "localhost"}))
	try:
		yield
	finally:
		path.write_text(before)


def spend(what: str, times: int, whose: str = "127.0.0.1") -> None:
	"""Count as if something had been asked for that often within the hour."""
	frappe.cache.set(frappe.cache.make_key(f"odh-limit:{what}:{hash_of(whose)}"), times)


def listings_of(landlord: str) -> list:
	frappe.db.rollback()
	return [
		frappe.get_doc("Listing", name)
		for name in frappe.get_all("Listing", {"landlord": landlord}, pluck="name", order_by="creation")
	]


def picture(width: int, height: int, kind: str = "JPEG", colour: str = "#7a9b6d", **options) -> bytes:
	written = io.BytesIO()
	Image.new("RGB", (width, height), colour).save(written, kind, **options)
	return written.getvalue()


NASTY = '<script>alert(1)</script><b onclick="x">Lugnt</b>'
TEN_MEGABYTES = "a" * 10_000_000


def is_refused(page: str, said: str) -> None:
	"""A form that was too long says why, and doesn't send back what came with it."""
	assert said in page and len(page) < 60_000, page[:3000]


def shows_as_text(raw: str) -> None:
	"""A page, as it was sent, has nothing of NASTY that a browser would run or draw."""
	assert not [begun for begun in ("<script>alert", "<b>Lugnt", "<b on") if begun in raw], raw[:3000]


HOME = {
	"kind": "House",
	"locality": "Vansbro",
	"address_line": "Granstigen 4",
	"places": "4",
	"rooms": "3",
	"floor_area": "92,5",
}
RENT = {"tenure": "Owned house", "rent": "5 200 kr", "includes_heating": "1", "consent_to_let": "Not needed"}
RENT["consent_reason"] = "I own the house"


def fill_in(at: Visitor, **home) -> str:
	"""Walk the form up to the last page; returns the name of the draft."""
	at.get("/erbjud-bostad?steg=bostaden")
	at.send("/erbjud-bostad", steg="bostaden", do="next", once=at.hidden("once"), **{**HOME, **home})
	name = at.hidden("hem")
	for step, values in (
		("hyran", RENT),
		("tiden", {"available_from": "2026-12-01"}),
		("passar", {"suits_families": "1"}),
	):
		at.get(f"/erbjud-bostad?hem={name}&steg={step}")
		at.send("/erbjud-bostad", steg=step, hem=name, base=at.hidden("base"), do="next", **values)
	return name


def stay_of(landlord, stage: str, home=None, **values):
	"""A placement in a landlord's home, an approved one of their own where none is given."""
	home = home or make.listing("Approved", landlord=landlord.record)
	stay = make.placement(stage, listing=home, **values)
	frappe.db.commit()
	return stay


def send_in(at: Visitor, name: str, **more) -> str:
	"""Press the last button of the form."""
	at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	return at.send("/erbjud-bostad", steg="skicka", hem=name, **more)
