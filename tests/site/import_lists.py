"""Lists as officers have them, and sending them as the dialog does."""

import io
from collections.abc import Callable
from typing import Any

import frappe
from factories import make
from openpyxl import Workbook, load_workbook

API = "/api/method/oppna_ditt_hem.imports.api."
TRACES = ("Listing", "Applicant", "Landlord", "Data Import", "Data Import Log", "File", "Version", "Comment")
LOCALITIES = ("Vansbro", "Nås", "Järna", "Dala-Järna")

HOME = {
	"Upplåtare": "Greta Sandelin",
	"Telefon": "070-174 06 35",
	"Typ": "rum",
	"Ort": "Nås",
	"Adress": "Granvägen 1",
	"Sovplatser": "2",
	"Rum": "1",
	"Hyra": "3 500,50 kr",
	"Ledig från": "15/11 2026",
	"Språk": "svenska, engelska",
	"Husdjur": "nej",
}
HOUSEHOLD = {
	"Hushåll": "Familjen Tesfay",
	"Telefon": "073-555 01 22",
	"Födelseår": "1984, 1986, 2012",
	"Språk": "arabiska, engelska",
	"Max hyra": "6 500,50",
	"Önskad ort": "Vansbro, Nås",
	"Från": "omgående",
	"Anmäld": "3 oktober 2026",
}


def home(**changed: Any) -> dict[str, Any]:
	return {**HOME, **{key.replace("_", " "): value for key, value in changed.items()}}


def household(**changed: Any) -> dict[str, Any]:
	return {**HOUSEHOLD, **{key.replace("_", " "): value for key, value in changed.items()}}


def homes(count: int) -> list[dict[str, Any]]:
	return [home(Adress=f"Granvägen {number}") for number in range(1, count + 1)]


def columns(rows: list[dict[str, Any]]) -> list[str]:
	return list(dict.fromkeys(column for row in rows for column in row))


def csv(*rows: dict[str, Any], encoding: str = "cp1252") -> bytes:
	"""As Excel in Sweden saves it: semicolons and the Windows code page."""
	head = columns(list(rows))
	lines = [head, *([row.get(column) or "" for column in head] for row in rows)]
	return "\r\n".join(";".join(map(str, line)) for line in lines).encode(encoding)


def xlsx(*rows: dict[str, Any]) -> bytes:
	head = columns(list(rows))
	book = Workbook()
	book.active.append(head)
	for row in rows:
		book.active.append([row.get(column) for column in head])
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def opened(content: bytes):
	return load_workbook(io.BytesIO(content)).active


def register_localities() -> None:
	for name in LOCALITIES:
		make.locality(name)


def traces() -> dict[str, int]:
	"""How much there is of everything an import may leave behind."""
	frappe.db.rollback()
	return {doctype: frappe.db.count(doctype) for doctype in TRACES}


class Desk:
	"""An officer's steps over HTTP."""

	def __init__(self, client):
		self.client = client

	def upload(self, content: bytes, filename: str = "inventering.csv"):
		data = {"method": "oppna_ditt_hem.imports.api.receive"}
		return self.client.post("/api/method/upload_file", files={"file": (filename, content)}, data=data)

	def post(self, method: str, **args: Any):
		return self.client.post(API + method, json=args)

	def check(self, content: bytes, doctype: str = "Listing", filename: str = "inventering.csv") -> dict:
		sent = self.upload(content, filename)
		assert sent.ok, sent.text
		answer = self.post("check", token=sent.json()["message"]["token"], doctype=doctype)
		assert answer.ok, answer.text
		return answer.json()["message"]

	def start(self, token: str, rows: str = "good") -> dict:
		answer = self.post("start", token=token, rows=rows)
		assert answer.ok, answer.text
		return answer.json()["message"]

	def progress(self, token: str) -> dict:
		return self.client.get(API + "progress", params={"token": token}).json()["message"]


def desks(http) -> Callable[..., Desk]:
	"""`desks(http)("Housing Officer")` is a person of that role at their screen; the localities are there."""
	register_localities()
	frappe.db.commit()
	return lambda *roles, number=1: Desk(http(make.user(*(roles or ("Housing Officer",)), number=number)))


def error_of(response) -> str:
	return response.json().get("exc_type", "")
