"""A running identity service, and somebody who logs in by it without a browser."""

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import frappe
import requests
from identity_service import CLIENT, SECRET

from oppna_ditt_hem.portal.sign_in import CALLBACK
from tools import processes

KEY = "e_legitimation"
PEOPLE = {
	"Rut": {
		"sub": "190001019801",
		"name": "Rut Uvberg",
		"email": "rut@landlords.example",
		"email_verified": True,
	},
	"Unproven": {
		"sub": "b2",
		"name": "Olle Björk",
		"email": "greta@landlords.example",
		"email_verified": False,
	},
	"Nameless": {"sub": "b3", "personnummer": "19000101-9802"},
	"Officer": {"sub": "b4", "email": "housing-officer-1@people.example", "email_verified": True},
	"Off": {"sub": "b5", "email": "landlord-7@people.example", "email_verified": True},
	"Hidden": {"sub": "b6", "name": "Nadia", "email": "nadia@households.example", "email_verified": "true"},
	"Greta": {"sub": "b7", "name": "Greta S", "email": "Greta@landlords.example", "email_verified": True},
	"Shares": {"sub": "b8", "name": "Nils Uvberg", "email": "rut@landlords.example", "email_verified": True},
}


@contextlib.contextmanager
def identity_service(site_address: str, directory: Path):
	"""Serve PEOPLE, and have the site know the service as one for landlords."""
	port = processes.free_port()
	people = directory / "people.json"
	people.write_text(json.dumps({"callback": urljoin(site_address, CALLBACK), "people": PEOPLE}))
	program = Path(__file__).with_name("identity_service.py")
	running = subprocess.Popen(
		[sys.executable, str(program), str(port), str(people)], stderr=subprocess.DEVNULL
	)
	try:
		processes.wait_until(lambda: answers(port), "The identity service did not start")
		yield f"http://127.0.0.1:{port}"
	finally:
		running.terminate()
		running.wait()


def answers(port: int) -> bool:
	with contextlib.suppress(requests.RequestException):
		return requests.get(f"http://127.0.0.1:{port}/ping", timeout=5).ok
	return False


def make_key(service: str, **values) -> None:
	row = {
		"doctype": "Social Login Key",
		"provider_name": "E-legitimation",
		"social_login_provider": "Custom",
		"enable_social_login": 1,
		"client_id": CLIENT,
		"client_secret": SECRET,
		"custom_base_url": 1,
		"base_url": service,
		"authorize_url": "/authorize",
		"access_token_url": "/token",
		"redirect_url": CALLBACK,
		"api_endpoint": f"{service}/userinfo",
	}
	frappe.get_doc({**row, **values}).insert()
	frappe.db.commit()


def goes_to_service(at, till: str = "") -> str:
	"""Press the button at the entrance; returns the address of the service that it leads to."""
	at.get("/kom-in")
	form = {"do": "with", "provider": KEY, "till": till}
	return at.session.post("/kom-in", data=form, allow_redirects=False).headers["Location"]


def is_named(address: str, who: str) -> str:
	"""Say at the service who one is; returns where it sends the browser back to."""
	return requests.post(address, data={"who": who}, allow_redirects=False, timeout=20).headers["Location"]


def logs_in(at, who: str, till: str = "") -> str:
	"""From the entrance by the service and back; returns the page where it ends."""
	back = urlsplit(is_named(goes_to_service(at, till), who))
	return at.get(f"{back.path}?{back.query}")


def state_in(address: str) -> str:
	return re.search(r"[?&]state=([^&]+)", address)[1]
