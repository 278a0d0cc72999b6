"""A report that a worker makes because it is slow: as its reader may see it, in their language, and theirs alone."""

import threading

import frappe
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make, make_user
from frappe.core.doctype.prepared_report import prepared_report as platforms
from frappe.core.doctype.report.report import enable_prepared_report
from frappe.desk.query_report import run
from frappe.utils.background_jobs import execute_job
from permission_routes import call
from report_rows import write, write_a_year

from oppna_ditt_hem.prepared_reports import MAKES_REPORT

REPORT = "Compensation forecast"
ASKED = {"from_date": "2016-01-01", "to_date": "2018-12-31", "by": "Household"}
CLEARED = (MANAGER, "Protected Identity Officer")


@pytest.fixture
def slow(committed):
	"""Stays of 2016, one of a protected household, and a report that has taken more than fifteen seconds."""
	write_a_year()
	write("Applicant", [{"name": "A"}])
	frappe.db.commit()
	# The platform does so from a thread of its own while the report is still at work.
	slowly = threading.Thread(target=enable_prepared_report, args=(REPORT, frappe.local.site))
	slowly.start()
	slowly.join()
	frappe.db.rollback()
	frappe.clear_document_cache("Report", REPORT)
	yield
	frappe.local.lang = "en"


def prepared(*roles: str) -> str:
	"""Somebody asks for the report, and the worker's job for it is done here and now; the name of what was kept."""
	user = make_user(*roles)
	frappe.db.set_value("User", user, "language", "sv")
	with acting_as(user):
		name = platforms.make_prepared_report(REPORT, ASKED)["name"]
		# Else the test server's worker would take it up as well, at the same moment.
		frappe.db.after_commit.reset()
		execute_job(frappe.local.site, MAKES_REPORT, None, name, {"prepared_report": name}, is_async=False)
		frappe.local.lang = "en"
	assert frappe.db.get_value("Prepared Report", name, ["status", "owner"]) == ("Completed", user)
	return name


def shown(*roles: str, name: str = "") -> dict:
	"""What the report's page shows to roles: of their own, or of what somebody's link names."""
	with acting_as(make_user(*roles)):
		return run(REPORT, {**ASKED, **({"prepared_report_name": name} if name else {})})


def stays(found: dict) -> set[str]:
	return {row["placement"] for row in found.get("result") or ()}


def test_nothing_is_counted_before_somebody_asks_for_it(slow):
	found = shown(MANAGER)
	assert found["prepared_report"] and not found["doc"] and "result" not in found


def test_what_is_kept_is_what_its_reader_may_see_in_their_language(slow):
	name = prepared(MANAGER)
	found = shown(MANAGER)
	assert found["doc"].name == name and stays(found) == {"S1"}
	assert [column["label"] for column in found["columns"]][:2] == ["Förmedling", "Mottagen"]
	assert found["message"].startswith("Ej verifierat")
	with acting_as(make_user(MANAGER)):
		assert stays(run(REPORT, ASKED, ignore_prepared_report=True)) == stays(found)


def test_who_may_see_more_has_more_and_shows_it_to_nobody(slow, http):
	name = prepared(*CLEARED)
	assert stays(shown(*CLEARED, name=name)) == {"S1", "S2"}
	assert not shown(MANAGER)["doc"]
	other = shown(MANAGER, name=name)
	assert not other["doc"] and not stays(other)
	session = http(make_user(MANAGER))
	method = "frappe.core.doctype.prepared_report.prepared_report.download_attachment"
	assert not call(session, method, dn=name).ok
	assert not session.get(f"/api/resource/Prepared Report/{name}").ok
	file = frappe.get_all("File", {"attached_to_name": name}, pluck="file_url", order_by="name")[0]
	assert not session.get(file).ok and http(make_user(*CLEARED)).get(file).ok


def test_the_role_for_kept_reports_opens_no_others(slow, http):
	name = prepared(*CLEARED)
	user = make_user(MANAGER)
	frappe.get_doc("User", user).add_roles("Prepared Report User")
	own = prepared(MANAGER)
	frappe.db.commit()
	session = http(user)
	assert session.get(f"/api/resource/Prepared Report/{own}").ok
	assert not session.get(f"/api/resource/Prepared Report/{name}").ok
	listed = session.get("/api/resource/Prepared Report").json()["data"]
	assert [row["name"] for row in listed] == [own]


@pytest.mark.parametrize("role", ["Landlord", "Applicant", OFFICER])
def test_nobody_has_a_report_made_that_is_not_open_to_them(slow, role):
	with acting_as(make_user(role)), pytest.raises(frappe.PermissionError):
		platforms.make_prepared_report(REPORT, ASKED)
	assert not frappe.db.count("Prepared Report")


def test_a_dashboard_and_a_year_pack_count_at_once(slow):
	with acting_as(make.user(CONTROLLER)):
		found = run(REPORT, {}, ignore_prepared_report=True)
	assert "prepared_report" not in found and found["columns"]
