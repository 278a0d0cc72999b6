"""Acting as the story's people: documents are entered and taken through their workflow by the right user."""

from contextlib import contextmanager

import frappe
from frappe.model.document import Document

from oppna_ditt_hem.demo import story
from oppna_ditt_hem.demo.registry import Registry
from oppna_ditt_hem.stages import move_to_stage

REFERENCES = {
	"landlord",
	"listing",
	"applicant",
	"placement",
	"part_of",
	"grant",
	"locality",
	"current_locality",
	"must_reach",
	"user",
	"inspected_by",
}
ROWS_OF = {"languages": "language", "wished_localities": "locality"}
LOADER_KEYS = {
	"key",
	"stage",
	"path",
	"steps",
	"by",
	"entered_by",
	"entered_on",
	"confirmed",
	"backdate",
	"photos",
	"checks",
}


@contextmanager
def own_session():
	"""Come back to the user of before, whoever the block has acted as, also when it fails."""
	before = frappe.session.user
	try:
		yield
	finally:
		act_as(before)


def act_as(user: str) -> None:
	"""Go on as a user. Changing user empties the caches, so nobody is changed to themselves."""
	if frappe.session.user != user:
		frappe.set_user(user)


def values_of(row: dict, registry: Registry) -> dict:
	"""A record of the story as field values: keys become names, lists become child rows."""
	values = {}
	for field, value in row.items():
		if field in LOADER_KEYS or is_file(value):
			continue
		if field in REFERENCES:
			value = registry.name(value)
		elif field in ROWS_OF:
			value = [{ROWS_OF[field]: place_or_code(one, registry)} for one in value]
		values[field] = value
	return values


def place_or_code(key: str, registry: Registry) -> str:
	return registry.name(key) if key in registry else key


def is_file(value) -> bool:
	return isinstance(value, str) and value.endswith(".pdf")


def enter(doctype: str, row: dict, registry: Registry, user: str) -> Document:
	"""Insert a record of the story as a user, and note it."""
	act_as(user)
	doc = frappe.get_doc({"doctype": doctype, **values_of(row, registry)}).insert()
	registry.add(row["key"], doctype, doc.name)
	return doc


def change(doctype: str, name: str, row: dict, registry: Registry, user: str) -> None:
	"""Save new values on a document as a user; the papers the values name are attached first."""
	if not row:
		return
	act_as(user)
	doc = frappe.get_doc(doctype, name)
	for field, value in row.items():
		if is_file(value):
			doc.set(field, attach(doc, value, field))
	doc.update(values_of(row, registry))
	doc.save()


def step(doctype: str, name: str, stage: str, user: str) -> None:
	"""Take the workflow's own step to a stage as a user."""
	act_as(user)
	move_to_stage(frappe.get_doc(doctype, name), stage)


def attach(doc: Document, file_name: str, field: str | None = None) -> str:
	"""Attach one of the story's files privately to a document; returns its URL.

	The document's name is added after the end of the file, where readers ignore it: the platform keeps
	equal contents as one file, and then one landlord's photo would be the other's too.
	"""
	content = (story.FILES / file_name).read_bytes() + f"\n%{doc.name}\n".encode()
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.scrub(doc.name)}-{file_name}",
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"attached_to_field": field,
			"is_private": 1,
			"content": content,
		}
	).insert()
	return file.file_url


def backdate(doctype: str, name: str, values: dict) -> None:
	"""Put the story's own times where the program has written the present. The one place that writes past it."""
	values = {field: value for field, value in values.items() if value is not None}
	if values:
		frappe.db.set_value(doctype, name, values, update_modified=False)
