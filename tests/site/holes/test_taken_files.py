"""A private file opens to nobody for having named it: by a row of their own, by a field, by another's case."""

from urllib.parse import urlsplit

import frappe
import pytest
from factories import make

SCAN = b"A scan of somebody's passport"
DOWNLOAD = "/api/method/download_file"


def kept(content: bytes, name: str, **values):
	row = {"doctype": "File", "file_name": name, "is_private": 1, "content": content}
	return frappe.get_doc({**row, **values}).insert()


@pytest.fixture
def scan(elsewhere):
	file = kept(SCAN, "scan.txt", attached_to_doctype="Listing", attached_to_name=elsewhere.name)
	frappe.db.commit()
	return file


def ways_to_name(file) -> dict[str, dict]:
	name = urlsplit(file.file_url).path.rsplit("/", 1)[1]
	return {
		"address": {"file_url": file.file_url},
		"written otherwise": {"file_url": f"/private/files/%2E/{name}"},
		"a way round": {"file_url": f"/private/files/../files/{name}"},
		"with an escape": {"file_url": file.file_url.replace(".", "%2E")},
		"of this site": {"file_url": frappe.utils.get_url(file.file_url)},
		"name alone": {"file_name": name, "is_private": 1},
		"folder": {"file_url": file.file_url, "file_name": "f", "is_folder": 1},
		"nothing in it": {"file_url": file.file_url, "content": ",", "decode": 1},
		"uploaded as": {"file_name": name.replace(".", "%2E"), "content": "x", "is_private": 1},
		"by its hash": {
			"file_url": "https://example.com/x",
			"content_hash": file.content_hash,
			"is_private": 1,
		},
		"what the site keeps": {"file_url": "/private/files/../../site_config.json", "file_name": "a.json"},
	}


WAYS = (
	"address",
	"written otherwise",
	"a way round",
	"with an escape",
	"of this site",
	"name alone",
	"folder",
	"nothing in it",
	"uploaded as",
	"by its hash",
	"what the site keeps",
)


def opened(session, file, row: dict) -> bytes:
	"""What somebody gets to read by the file's address and by a row that they have made of it."""
	addresses = {file.file_url, row.get("file_url") or "", ""}
	answers = [session.get(file.file_url)]
	answers += [session.get(DOWNLOAD, params={"file_url": address}) for address in addresses]
	return b"".join(answer.content for answer in answers if answer.ok)


@pytest.mark.parametrize("way", WAYS)
def test_a_file_row_of_ones_own_opens_nobodys_file(scan, landlord, way):
	answer = landlord.session.post("/api/resource/File", json=ways_to_name(scan)[way])
	row = answer.json().get("data") or {} if answer.ok else {}
	content = opened(landlord.session, scan, row)
	assert SCAN not in content and b"db_password" not in content
	assert answer.status_code == 403 or way in ("by its hash", "nothing in it"), answer.text[-600:]


def test_a_row_of_ones_own_cannot_be_turned_to_anothers_file(scan, landlord):
	own = landlord.session.post(
		"/api/resource/File", json={"file_name": "a.txt", "content": "x", "is_private": 1}
	)
	path = f"/api/resource/File/{own.json()['data']['name']}"
	for way in ("address", "of this site", "folder"):
		sent = ways_to_name(scan)[way]
		assert landlord.session.put(path, json=sent).status_code == 403, way
		assert SCAN not in opened(landlord.session, scan, sent)
	assert landlord.session.put(path, json={"file_name": "scan.txt", "file_url": ""}).status_code == 403


def test_nobody_on_the_staff_reaches_a_protected_households_file_either(protected, officer, cleared):
	file = kept(SCAN, "scan.txt", attached_to_doctype="Applicant", attached_to_name=protected.name)
	frappe.db.commit()
	assert cleared.get(file.file_url).content == SCAN
	assert officer.post("/api/resource/File", json={"file_url": file.file_url}).status_code == 403
	assert officer.get(file.file_url).status_code == 403


@pytest.mark.parametrize("whose", ["of a case", "of nothing"])
def test_an_attachment_names_no_file_of_anothers(landlord, elsewhere, whose):
	about = {"attached_to_doctype": "Listing", "attached_to_name": elsewhere.name}
	file = kept(SCAN, "scan.txt", **(about if whose == "of a case" else {}))
	frappe.db.commit()
	path = f"/api/resource/Listing/{landlord.home}"
	for sent in ({"consent_document": file.file_url}, {"photos": [{"image": file.file_url}]}):
		answer = landlord.session.put(path, json=sent)
		assert answer.status_code == 403 and "ForeignFileError" in answer.text, answer.text[-600:]
		new = landlord.session.post(
			"/api/resource/Listing", json={"kind": "Room", "locality": "Vansbro", **sent}
		)
		assert new.status_code == 403
		row = {"parent": landlord.home, "parenttype": "Listing", "parentfield": "photos"}
		row |= {"image": file.file_url}
		assert landlord.session.post("/api/resource/Listing%20Photo", json=row).status_code == 403
		assert landlord.session.get(file.file_url).status_code == 403


def test_a_landlord_attaches_what_they_have_sent(landlord):
	files = {"file": ("consent.txt", b"I agree")}
	form = {"doctype": "Listing", "docname": landlord.home, "fieldname": "consent_document", "is_private": 1}
	sent = landlord.session.post("/api/method/upload_file", data=form, files=files)
	url = sent.json()["message"]["file_url"]
	path = f"/api/resource/Listing/{landlord.home}"
	answer = landlord.session.put(path, json={"consent_document": url})
	assert answer.ok, answer.text[-600:]
	assert landlord.session.put(path, json={"house_rules": "No shoes"}).ok
	assert landlord.session.get(url).content == b"I agree"


def test_nothing_is_hung_on_anothers_case(landlord, elsewhere, auditor):
	content = {"file_name": "note.txt", "content": "Hello", "is_private": 1}
	household = make.applicant()
	frappe.db.commit()
	for doc in (elsewhere, household):
		about = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
		for session in (landlord.session, auditor):
			assert session.post("/api/resource/File", json={**content, **about}).status_code == 403
	own = landlord.session.post("/api/resource/File", json=content).json()["data"]["name"]
	about = {"attached_to_doctype": "Listing", "attached_to_name": elsewhere.name}
	assert landlord.session.put(f"/api/resource/File/{own}", json=about).status_code == 403
	about["attached_to_name"] = landlord.home
	assert landlord.session.post("/api/resource/File", json={**content, **about}).ok


def test_making_ones_own_copy_public_leaves_the_cases_file_where_it_is(scan, landlord, officer):
	sent = {"file_name": "mine.txt", "content": SCAN.decode(), "is_private": 1}
	for session in (landlord.session, officer):
		own = session.post("/api/resource/File", json=sent).json()["data"]["name"]
		assert not session.put(f"/api/resource/File/{own}", json={"is_private": 0}).ok
		frappe.db.rollback()
		assert frappe.db.get_value("File", scan.name, ["is_private", "file_url"]) == (1, scan.file_url)
		assert officer.get(scan.file_url).content == SCAN


def test_deleting_ones_own_row_leaves_anothers_file(scan, landlord, officer):
	sent = {"file_name": "mine.txt", "content": SCAN.decode(), "is_private": 1}
	own = landlord.session.post("/api/resource/File", json=sent).json()["data"]["name"]
	forged = {"content_hash": "0" * 32, "thumbnail_url": scan.file_url}
	path = f"/api/resource/File/{own}"
	landlord.session.put(path, json=forged)
	assert landlord.session.delete(path).ok
	assert officer.get(scan.file_url).content == SCAN
