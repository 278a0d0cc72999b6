"""Files of a placement: the two sides get their papers from the agreement on, by every route, and the office keeps the rest."""

import io
import json
import zipfile

import frappe
import pytest
from factories import make
from walking import walk

RECEIPT, NOTE, PHOTO = b"The receipt", b"A scan of a passport", b"The kitchen on the first day"


@pytest.fixture
def stay(committed):
	"""A placement that is offered, with a login on either side."""
	users = {"Landlord": make.user("Landlord"), "Applicant": make.user("Applicant")}
	home = make.listing("Approved", landlord=make.landlord(user=users["Landlord"]))
	doc = make.placement(
		"Offered", listing=home, applicant=make.applicant("Seeking", user=users["Applicant"])
	)
	files = {content: attached(doc, content) for content in (RECEIPT, NOTE, PHOTO)}
	doc.db_set("deposit_receipt", files[RECEIPT].file_url)
	doc.append("protocol_photos", {"moment": "Moving in", "photo": files[PHOTO].file_url}).db_insert()
	frappe.db.commit()
	return frappe._dict(doc=doc, users=users, files=files)


def attached(doc, content: bytes):
	row = {"doctype": "File", "file_name": f"{content.decode()}.txt", "is_private": 1, "content": content}
	return frappe.get_doc({**row, "attached_to_doctype": "Placement", "attached_to_name": doc.name}).insert()


def opened(session, stay) -> set[bytes]:
	"""What a session gets to see of the files, by each route that hands them out."""
	names = [file.name for file in stay.files.values()]
	answers = [session.get(file.file_url) for file in stay.files.values()]
	download = "/api/method/frappe.handler.download_file"
	answers += [session.get(download, params={"file_url": file.file_url}) for file in stay.files.values()]
	found = b"".join(answer.content for answer in answers if answer.ok)
	zipped = session.get("/api/method/frappe.core.api.file.zip_files", params={"files": json.dumps(names)})
	if zipped.ok and zipped.content[:2] == b"PK":
		with zipfile.ZipFile(io.BytesIO(zipped.content)) as archive:
			found += b"".join(archive.read(name) for name in archive.namelist())
	rows = [session.get(f"/api/resource/File/{name}") for name in names]
	readable = {row.json()["data"]["name"] for row in rows if row.ok}
	return {content for content, file in stay.files.items() if content in found or file.name in readable}


@pytest.mark.parametrize("side", ["Landlord", "Applicant"])
def test_each_side_gets_its_papers_from_the_agreement_on(stay, http, side):
	session, officer = http(stay.users[side]), http(make.user("Housing Officer"))
	assert opened(session, stay) == set()
	assert opened(officer, stay) == {RECEIPT, NOTE, PHOTO}
	for stage, papers in (("Accepted", set()), ("Meeting", set()), ("Contract", {RECEIPT, PHOTO})):
		walk(stay.doc, (stage,), "Housing Officer")
		frappe.db.commit()
		assert opened(session, stay) == papers, stage
	walk(stay.doc, ("Moved In", "Ended"), "Housing Officer")
	frappe.db.commit()
	assert opened(session, stay) == {RECEIPT, PHOTO}


def test_papers_of_an_agreement_that_came_to_nothing_are_closed_again(stay, http):
	walk(stay.doc, ("Accepted", "Meeting", "Contract", "No Show"), "Housing Officer")
	frappe.db.commit()
	assert opened(http(stay.users["Landlord"]), stay) == set()


def test_nobody_else_opens_them(stay, http):
	walk(stay.doc, ("Accepted", "Meeting", "Contract"), "Housing Officer")
	other = make.user("Landlord", number=2)
	make.landlord(user=other)
	frappe.db.commit()
	assert opened(http(other), stay) == opened(http("Guest"), stay) == set()
