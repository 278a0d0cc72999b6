"""One test for each way past the rules that somebody could try, over HTTP."""

import json
from itertools import product

import frappe
import pytest
from factories import make
from permission_routes import ROUTES, Secret, call, shown_by

ADDRESS = "Kvarnbacksvägen 31"
FAMILY = "Familjen Zetterqvarn"
PLACE = "The mill by the stream"


@pytest.fixture
def landlord(http, committed):
	"""A portal landlord, logged in, with a home of their own."""
	user = make.user("Landlord")
	record = make.landlord(user=user)
	home = make.listing(landlord=record)
	frappe.db.commit()
	return frappe._dict(session=http(user), user=user, record=record.name, home=home.name)


@pytest.fixture
def elsewhere(committed):
	"""Another landlord's home."""
	home = make.listing(address_line=ADDRESS, title=f"Room, {ADDRESS}")
	frappe.db.commit()
	return home


@pytest.fixture
def protected(committed):
	"""A protected household."""
	household = make.applicant(
		"Seeking",
		protection="Sekretessmarkering",
		household_name=FAMILY,
		members=[{"birth_year": 1985, "relation": "Head", "member_name": "Selma Zetterqvarn"}],
	)
	frappe.db.commit()
	return household


@pytest.fixture
def officer(http, committed):
	user = make.user("Housing Officer")
	frappe.db.commit()
	return http(user)


@pytest.fixture
def auditor(http, committed):
	user = make.user("Auditor")
	frappe.db.commit()
	return http(user)


@pytest.fixture
def cleared(http, committed):
	user = make.user("Housing Manager", "Protected Identity Officer")
	frappe.db.commit()
	return http(user)


def names(response) -> list[str]:
	assert response.ok, response.text[-1500:]
	data = response.json().get("data", response.json().get("message"))
	return [row["name"] for row in data]


# --- rows


def test_another_landlords_home_is_reached_by_no_route(landlord, elsewhere, cleared):
	secret = Secret("Listing", elsewhere.name, "address_line", ADDRESS)
	assert shown_by(cleared, secret) == set(ROUTES)
	assert shown_by(landlord.session, secret) == set()


def test_a_protected_household_is_reached_by_no_route(protected, officer, cleared):
	secret = Secret("Applicant", protected.name, "household_name", FAMILY)
	assert shown_by(cleared, secret) == set(ROUTES)
	assert shown_by(officer, secret) == set()


def test_a_protected_households_stay_is_reached_by_no_route(landlord, protected, officer, cleared):
	home = make.listing("Approved", landlord=landlord.record)
	stay = make.placement("Offered", listing=home, applicant=protected, meeting_place=PLACE)
	frappe.db.commit()
	secret = Secret("Placement", stay.name, "meeting_place", PLACE)
	assert shown_by(cleared, secret) == set(ROUTES)
	assert shown_by(officer, secret) == set()
	assert shown_by(landlord.session, secret) == set()


def test_a_proposal_is_not_yet_the_landlords_to_see(landlord):
	home = make.listing("Approved", landlord=landlord.record)
	proposed = make.placement("Proposed", listing=home)
	withdrawn = make.placement("Withdrawn", listing=home)
	offered = make.placement("Offered", listing=home)
	frappe.db.commit()
	assert names(landlord.session.get("/api/resource/Placement")) == [offered.name]
	for hidden in (proposed, withdrawn):
		assert landlord.session.get(f"/api/resource/Placement/{hidden.name}").status_code == 403


def test_a_household_reaches_its_own_offers_only(http, committed):
	user = make.user("Applicant")
	own = make.applicant("Seeking", user=user)
	mine, _other = make.placement("Offered", applicant=own), make.placement("Offered")
	frappe.db.commit()
	session = http(user)
	assert names(session.get("/api/resource/Applicant")) == [own.name]
	assert names(session.get("/api/resource/Placement")) == [mine.name]


def test_the_portal_role_adds_nothing_to_an_officers_view_and_takes_nothing(http, elsewhere):
	user = make.user("Housing Officer", "Landlord")
	frappe.db.commit()
	assert elsewhere.name in names(http(user).get("/api/resource/Listing", params={"limit": 0}))


def test_the_system_manager_has_no_access_to_cases(http, elsewhere):
	user = make.user("System Manager")
	frappe.db.commit()
	for doctype in ("Listing", "Applicant", "Placement", "Landlord", "Concern", "Grant"):
		assert http(user).get(f"/api/resource/{doctype}").status_code == 403


# --- counts, titles and searches


def test_counts_leave_out_what_cannot_be_listed(landlord, elsewhere, protected, officer):
	for session, doctype, name in (
		(landlord.session, "Listing", elsewhere.name),
		(officer, "Applicant", protected.name),
	):
		filters = json.dumps([[doctype, "name", "=", name]])
		for method in ("frappe.client.get_count", "frappe.desk.reportview.get_count"):
			assert call(session, method, doctype=doctype, filters=filters).json()["message"] == 0
		answer = session.get(f"/api/v2/doctype/{doctype}/count", params={"filters": filters})
		assert answer.json()["data"] == 0
	filters = json.dumps({"name": landlord.home})
	answer = call(landlord.session, "frappe.client.get_count", doctype="Listing", filters=filters)
	assert answer.json()["message"] == 1


def test_connections_count_only_what_can_be_listed(protected, officer, cleared):
	home = make.listing("Approved")
	make.placement("Offered", listing=home, applicant=protected)
	frappe.db.commit()

	def counted(session):
		params = {"doctype": "Listing", "name": home.name, "items": json.dumps(["Placement"])}
		answer = call(session, "frappe.desk.notifications.get_open_count", **params).json()["message"]
		return answer["count"]["external_links_found"][0]["count"]

	assert counted(cleared) == 1
	assert counted(officer) == 0


def test_the_title_of_a_link_is_kept_from_who_cannot_read_it(landlord, elsewhere, officer):
	def title(session):
		params = {"doctype": "Listing", "docname": elsewhere.name}
		return call(session, "frappe.desk.search.get_link_title", **params).json()["message"]

	assert ADDRESS in title(officer)
	assert title(landlord.session) == elsewhere.name


def test_link_search_finds_only_what_can_be_listed(landlord, elsewhere, protected, officer, cleared):
	for method, ignoring in product(("search_link", "search_widget"), (0, 1)):

		def found(session, doc, ask=method, ignore=ignoring):
			params = {"doctype": doc.doctype, "txt": doc.name, "ignore_user_permissions": ignore}
			params["reference_doctype"] = "Placement"
			return call(session, f"frappe.desk.search.{ask}", **params).json()["message"]

		assert found(officer, elsewhere)
		assert not found(landlord.session, elsewhere)
		assert found(cleared, protected)
		assert not found(officer, protected)


def test_global_search_finds_only_what_can_be_read(committed, officer, cleared):
	from frappe.utils.global_search import rebuild_for_doctype

	settings = frappe.get_single("Global Search Settings")
	settings.append("allowed_in_global_search", {"document_type": "Applicant"})
	settings.save()
	make.applicant(protection="Sekretessmarkering", household_name=FAMILY)
	make.applicant(household_name="Familjen Öppenqvarn")
	rebuild_for_doctype("Applicant")
	frappe.db.commit()
	frappe.clear_cache()

	def found(session, text):
		return call(session, "frappe.utils.global_search.search", text=text).json()["message"]

	assert found(cleared, "Zetterqvarn")
	assert found(officer, "Öppenqvarn")
	assert not found(officer, "Zetterqvarn")


# --- rows of tables, joins


@pytest.mark.parametrize("parent", ["Applicant", "Placement"])
def test_the_members_of_a_protected_household_are_in_no_list(protected, officer, cleared, parent):
	def found(session):
		params = {"doctype": "Household Member", "parent": parent, "fields": json.dumps(["member_name"])}
		return "Selma" in call(session, "frappe.client.get_list", **params).text

	assert not found(officer)
	if parent == "Applicant":
		assert found(cleared)


def test_one_member_of_a_protected_household_cannot_be_fetched(protected, officer, cleared):
	row = protected.members[0].name
	params = {"doctype": "Household Member", "name": row, "parent": "Applicant"}
	assert call(cleared, "frappe.client.get", **params).ok
	assert call(officer, "frappe.client.get", **params).status_code == 403
	assert officer.get(f"/api/resource/Household%20Member/{row}").status_code == 403


def test_a_link_does_not_carry_a_protected_household_into_another_list(protected, officer, cleared):
	double = make.applicant("New", household_name="Familjen Dubbel")
	frappe.db.set_value("Applicant", double.name, "duplicate_of", protected.name)
	frappe.db.commit()
	fields = json.dumps(["name", "duplicate_of.household_name as other"])
	ask = {"doctype": "Applicant", "fields": fields, "filters": json.dumps({"name": double.name})}
	assert FAMILY in call(cleared, "frappe.client.get_list", **ask).text
	refused = call(officer, "frappe.client.get_list", **ask)
	assert refused.status_code == 403 and FAMILY not in refused.text


# --- fields above the user's level

NUMBER = "19850709-9805"


@pytest.fixture
def numbered(committed):
	household = make.applicant("New", identity_kind="Personnummer", identity_number=NUMBER)
	household.reload()
	frappe.db.commit()
	return household


def test_the_identity_number_is_in_no_answer_to_who_lacks_the_level(numbered, auditor, officer):
	secret = Secret("Applicant", numbered.name, "identity_number", NUMBER)
	by_value = {"client_get_by_filter", "grouping", "chart"}
	assert {"rest_document", "rest_list", "desk_form", "desk_list", "report_builder_export"} <= shown_by(
		officer, secret
	)
	assert shown_by(auditor, secret) - by_value == set()
	for name in by_value:
		assert ROUTES[name](auditor, secret).status_code == 403


ASKING = {
	"filter": {"filters": json.dumps({"identity_number": ["like", "1985%"]})},
	"filter list": {"filters": json.dumps([["Applicant", "identity_number", "like", "1985%"]])},
	"bare filter": {"filters": json.dumps([["identity_number", "like", "1985%"]])},
	"or filter": {"or_filters": json.dumps({"identity_number": ["like", "1985%"]})},
	"order": {"order_by": "identity_number asc"},
	"quoted order": {"order_by": "`tabApplicant`.`identity_number` asc"},
	"group": {"group_by": "identity_number"},
	"function": {
		"fields": json.dumps(["locate(`tabApplicant`.`name`, `tabApplicant`.`identity_number`) as x"])
	},
	"rows": {"filters": json.dumps([["Household Member", "needs", "like", "%insulin%"]])},
	"protection": {"filters": json.dumps({"protection": ["!=", "None"]})},
	"protected": {"filters": json.dumps({"protected_identity": 1})},
}


WAYS_TO_ASK = (
	("/api/resource/Applicant", {}),
	("/api/v2/document/Applicant", {}),
	("/api/method/frappe.client.get_list", {"doctype": "Applicant"}),
	("/api/method/frappe.client.get_count", {"doctype": "Applicant"}),
	("/api/method/frappe.desk.reportview.get", {"doctype": "Applicant", "fields": '["name"]'}),
	("/api/method/frappe.desk.reportview.get_count", {"doctype": "Applicant"}),
	("/api/method/frappe.desk.search.search_link", {"doctype": "Applicant", "txt": ""}),
)


def test_a_hidden_field_cannot_be_guessed_by_asking_about_it(numbered, auditor, cleared):
	first, _params = WAYS_TO_ASK[0]
	for kind, asked in ASKING.items():
		assert cleared.get(first, params=asked).ok, kind
		for path, params in WAYS_TO_ASK:
			assert auditor.get(path, params={**params, **asked}).status_code == 403, f"{kind}: {path}"


def test_a_request_with_a_key_instead_of_a_login_is_read_as_well(numbered, http):
	user = make.user("Auditor")
	doc = frappe.get_doc("User", user)
	doc.api_key, secret = "k" * 15, "s" * 15
	doc.api_secret = secret
	doc.save(ignore_permissions=True)
	frappe.db.commit()
	headers = {"Authorization": f"token {'k' * 15}:{secret}"}
	assert http("Guest").get("/api/resource/Applicant", headers=headers).ok
	asked = {"filters": json.dumps({"identity_number": NUMBER})}
	assert http("Guest").get("/api/resource/Applicant", headers=headers, params=asked).status_code == 403


def test_a_print_format_of_ones_own_cannot_show_a_hidden_field(numbered, auditor, officer):
	row = {"doctype": "Print Format", "name": "Everything", "doc_type": "Applicant", "custom_format": 1}
	row |= {
		"print_format_type": "Jinja",
		"html": "<p>{{ doc.name }} {{ doc.identity_number }}</p>",
		"standard": "No",
	}
	frappe.get_doc(row).insert()
	frappe.db.commit()
	ask = {"doc": "Applicant", "name": numbered.name, "print_format": "Everything"}
	assert NUMBER in call(officer, "frappe.www.printview.get_html_and_style", **ask).text
	answer = call(auditor, "frappe.www.printview.get_html_and_style", **ask)
	assert numbered.name in answer.text and NUMBER not in answer.text


def test_a_landlord_sees_neither_their_vetting_nor_the_inspection(landlord):
	frappe.db.set_value("Landlord", landlord.record, "vetting_status", "Failed")
	frappe.db.set_value("Listing", landlord.home, "inspection_note", "Mould in the cellar")
	frappe.db.commit()
	assert (
		"vetting_status"
		not in landlord.session.get(f"/api/resource/Landlord/{landlord.record}").json()["data"]
	)
	assert "Mould" not in landlord.session.get(f"/api/resource/Listing/{landlord.home}").text
	landlord.session.put(f"/api/resource/Landlord/{landlord.record}", json={"vetting_status": "Passed"})
	frappe.db.rollback()
	assert frappe.db.get_value("Landlord", landlord.record, "vetting_status") == "Failed"


def test_the_log_of_changes_holds_no_hidden_value(numbered, auditor, officer):
	session_answer = officer.put(
		f"/api/resource/Applicant/{numbered.name}", json={"other_needs": "Needs insulin"}
	)
	assert session_answer.ok
	for session in (auditor, officer):
		answer = call(session, "frappe.desk.form.load.get_docinfo", doctype="Applicant", name=numbered.name)
		log = json.dumps(answer.json()["docinfo"]["versions"])
		assert "other_needs" in log and "insulin" not in log


# --- what a landlord sends


def test_a_landlord_cannot_offer_a_home_as_somebody_else(landlord, elsewhere):
	home = {"kind": "Room", "locality": "Vansbro"}
	sent = landlord.session.post("/api/resource/Listing", json=home)
	assert sent.ok and sent.json()["data"]["landlord"] == landlord.record
	forged = landlord.session.post("/api/resource/Listing", json={**home, "landlord": elsewhere.landlord})
	assert forged.status_code == 403
	landlord.session.put(f"/api/resource/Listing/{landlord.home}", json={"landlord": elsewhere.landlord})
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", landlord.home, "landlord") == landlord.record


def test_a_landlord_cannot_take_over_or_give_away_a_record(landlord, elsewhere):
	put = landlord.session.put
	assert (
		put(f"/api/resource/Listing/{elsewhere.name}", json={"landlord": landlord.record}).status_code == 403
	)
	assert (
		put(f"/api/resource/Landlord/{elsewhere.landlord}", json={"user": landlord.user}).status_code == 403
	)
	assert put(f"/api/resource/Landlord/{landlord.record}", json={"user": "Guest"}).status_code == 403
	doc = {"doctype": "Listing", "name": elsewhere.name, "landlord": landlord.record, "__islocal": 1}
	ask = {"doc": json.dumps(doc), "action": "Submit"}
	path = "/api/method/frappe.model.workflow.apply_workflow"
	assert landlord.session.post(path, json=ask).status_code in (403, 417)
	photo = {
		"parent": elsewhere.name,
		"parenttype": "Listing",
		"parentfield": "photos",
		"image": "/private/files/x.jpg",
	}
	assert landlord.session.post("/api/resource/Listing%20Photo", json=photo).status_code == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", elsewhere.name, ["landlord", "stage"]) == (
		elsewhere.landlord,
		"Draft",
	)


def test_a_landlord_cannot_send_a_status(landlord):
	for sent in ({"workflow_state": "Approved"}, {"workflow_state": "Inspection", "stage": "Approved"}):
		answer = landlord.session.put(f"/api/resource/Listing/{landlord.home}", json=sent)
		assert answer.status_code in (403, 417)
		home = {"kind": "Room", "locality": "Vansbro", **sent}
		assert landlord.session.post("/api/resource/Listing", json=home).status_code in (403, 417)
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", landlord.home, "stage") == "Draft"


def test_what_only_code_writes_is_not_taken_from_a_request(landlord):
	sent = {"stage": "Approved", "availability": "Free", "free_places": 9}
	answer = landlord.session.put(f"/api/resource/Listing/{landlord.home}", json=sent)
	assert answer.ok, answer.text
	frappe.db.rollback()
	kept = frappe.db.get_value("Listing", landlord.home, ["stage", "availability", "free_places"])
	assert kept == ("Draft", "Not Available", 0)


# --- files


@pytest.fixture
def photo(elsewhere):
	row = {"doctype": "File", "file_name": "kitchen.txt", "is_private": 1, "content": b"A kitchen"}
	row |= {"attached_to_doctype": "Listing", "attached_to_name": elsewhere.name}
	file = frappe.get_doc(row).insert()
	frappe.db.commit()
	return file


def test_another_landlords_private_photo_cannot_be_opened(photo, landlord, officer, http):
	assert officer.get(photo.file_url).content == b"A kitchen"
	for session in (landlord.session, http("Guest")):
		assert session.get(photo.file_url).status_code == 403
		assert session.get(
			"/api/method/frappe.core.doctype.file.file.download_file", params={"file_url": photo.file_url}
		).status_code in (403, 404)
		assert session.get(f"/api/resource/File/{photo.name}").status_code in (403, 404)


def test_files_of_a_protected_household_are_in_no_list(protected, officer, cleared):
	row = {"doctype": "File", "file_name": "zetterqvarn-permit.txt", "is_private": 1, "content": b"x"}
	row |= {"attached_to_doctype": "Applicant", "attached_to_name": protected.name}
	frappe.get_doc(row).insert()
	frappe.db.commit()
	ask = {"fields": json.dumps(["file_name"]), "limit": 0}
	assert "zetterqvarn" in cleared.get("/api/resource/File", params=ask).text
	assert "zetterqvarn" not in officer.get("/api/resource/File", params=ask).text


def test_a_file_cannot_be_put_on_another_landlords_home(landlord, elsewhere):
	form = {"doctype": "Listing", "docname": elsewhere.name, "is_private": 1}
	files = {"file": ("note.txt", b"hello")}
	answer = landlord.session.post("/api/method/upload_file", data=form, files=files)
	assert answer.status_code == 403


def test_a_file_of_a_case_cannot_be_public(officer, elsewhere):
	form = {"doctype": "Listing", "docname": elsewhere.name, "is_private": 0}
	files = {"file": ("note.txt", b"hello")}
	answer = officer.post("/api/method/upload_file", data=form, files=files)
	assert answer.json()["exc_type"] == "PublicAttachmentError"
	assert officer.post("/api/method/upload_file", data={**form, "is_private": 1}, files=files).ok


# --- what the platform hands out


def test_a_protected_household_cannot_be_shared_followed_or_assigned(protected, cleared, officer):
	colleague = make.user("Housing Officer")
	frappe.db.commit()
	target = {"doctype": "Applicant", "name": protected.name}
	with pytest.raises(frappe.PermissionError):
		frappe.share.add("Applicant", protected.name, colleague)
	with pytest.raises(frappe.PermissionError):
		frappe.share.add("Applicant", protected.name, everyone=1)
	frappe.db.rollback()
	ask = {**target, "assign_to": json.dumps([colleague]), "description": FAMILY}
	assert cleared.post("/api/method/frappe.desk.form.assign_to.add", json=ask).status_code == 403
	follow = {
		"doctype": "Document Follow",
		"ref_doctype": "Applicant",
		"ref_docname": protected.name,
		"user": colleague,
	}
	assert officer.post("/api/resource/Document%20Follow", json=follow).status_code == 403
	assert officer.get(f"/api/resource/Applicant/{protected.name}").status_code == 403


def test_what_was_handed_out_is_taken_back_when_a_household_becomes_protected(committed, cleared):
	user = make.user("Auditor")
	household = make.applicant("New")
	frappe.share.add("Applicant", household.name, user)
	todo = {"doctype": "ToDo", "allocated_to": user, "description": household.household_name}
	frappe.get_doc({**todo, "reference_type": "Applicant", "reference_name": household.name}).insert()
	frappe.db.commit()
	answer = cleared.put(
		f"/api/resource/Applicant/{household.name}", json={"protection": "Sekretessmarkering"}
	)
	assert answer.ok, answer.text
	frappe.db.rollback()
	assert not frappe.db.exists("DocShare", {"share_name": household.name})
	assert not frappe.db.exists("ToDo", {"reference_name": household.name})


def test_a_tag_shows_no_title_of_what_cannot_be_read(landlord, elsewhere, officer):
	path = "/api/method/frappe.desk.doctype.tag.tag.add_tag"
	assert officer.post(path, json={"tag": "Winter", "dt": "Listing", "dn": elsewhere.name}).ok
	ask = {"fields": json.dumps(["document_name", "title"]), "limit": 0}
	assert elsewhere.name in officer.get("/api/resource/Tag%20Link", params=ask).text
	assert elsewhere.name not in landlord.session.get("/api/resource/Tag%20Link", params=ask).text


# --- concerns


def test_an_officer_hands_in_a_concern_and_sees_no_more_of_it(officer, elsewhere, http):
	row = {"subject": "Health", "severity": "High", "description": "The smoke alarm is silent."}
	doc = {"doctype": "Concern", "__islocal": 1, "__unsaved": 1, "name": "new-concern-1", **row}
	sent = officer.post(
		"/api/method/frappe.desk.form.save.savedocs", json={"doc": json.dumps(doc), "action": "Save"}
	)
	assert sent.ok, sent.text[-1500:]
	frappe.db.rollback()
	name = frappe.db.get_value("Concern", {"severity": "High"})
	assert name and officer.get(f"/api/resource/Concern/{name}").status_code == 403
	handler = make.user("Concern Handler")
	frappe.db.commit()
	assert http(handler).get(f"/api/resource/Concern/{name}").ok
