"""The loaded Vansbro demo: as the story says, and obeying the rules.

One load serves the module, so the removal stands last; the site is restored from its dump afterwards.
"""

from collections import Counter
from datetime import timedelta

import frappe
import pytest
from frappe.utils import getdate, now_datetime, nowdate
from loaded_demo import DOCTYPES, as_user, latest_change, loaded, made_by_hand, rows
from site_snapshot import row_counts, site_contents

from oppna_ditt_hem import demo, holding
from oppna_ditt_hem.demo.registry import Registry
from oppna_ditt_hem.demo.removal import DemoInUseError
from tools import testbench

# What the site held before the demo.
BEFORE: dict[str, int] = {}


@pytest.fixture(scope="module")
def vansbro(site):
	"""The registry of the loaded demo."""
	frappe.db.rollback()
	BEFORE.update(site_contents())
	demo.load()
	frappe.db.commit()
	yield Registry()
	frappe.destroy()
	testbench.restore()
	frappe.init(site, force=True)
	frappe.connect()
	frappe.flags.in_test = True
	frappe.clear_cache()


# --- as the story says


@pytest.mark.parametrize("kind", DOCTYPES)
def test_every_record_is_there(vansbro, kind):
	assert len(vansbro.names(DOCTYPES[kind])) == len(rows(kind))
	for row in rows(kind):
		assert vansbro.rows[row["key"]][0] == DOCTYPES[kind]
		assert frappe.db.exists(DOCTYPES[kind], vansbro.name(row["key"]))


@pytest.mark.parametrize("kind", ["listings", "households", "placements", "grants"])
def test_every_case_stands_where_its_path_ends(vansbro, kind):
	for row in rows(kind):
		doc = loaded(vansbro, row)
		assert doc.stage == row["stage"], row["key"]
		assert doc.workflow_state, row["key"]


SCALARS = (str, int, float)


@pytest.mark.parametrize(
	"kind", ["landlords", "listings", "households", "grants", "rates", "entries", "concerns"]
)
def test_nothing_that_was_given_was_lost_on_the_way(vansbro, kind):
	"""A user without the right to a field loses it silently; then the story was entered by the wrong one."""
	meta = frappe.get_meta(DOCTYPES[kind])
	for row in rows(kind):
		doc = loaded(vansbro, row)
		for field, value in row.items():
			if meta.has_field(field) and type(value) in SCALARS and value not in vansbro and field != "stage":
				if not str(value).endswith(".pdf"):
					assert doc.get(field) == value, (row["key"], field)


def test_children_and_photos_came_along(vansbro):
	for row in rows("households"):
		doc = loaded(vansbro, row)
		assert [member.member_name for member in doc.members] == [
			member["member_name"] for member in row["members"]
		]
		assert doc.household_size == len(row["members"])
		assert len(doc.wished_localities) == len(row.get("wished_localities", ()))
	for row in rows("listings"):
		doc = loaded(vansbro, row)
		assert [spoken.language for spoken in doc.languages] == row["languages"]
		assert len(doc.photos) == len(row.get("photos", ()))


def test_each_photo_is_a_private_file_of_its_own_listing(vansbro):
	files = frappe.get_all(
		"File",
		{"attached_to_doctype": "Listing"},
		["file_url", "is_private", "attached_to_name"],
		order_by="name",
	)
	assert len(files) == sum(len(row.get("photos", ())) for row in rows("listings"))
	assert all(file.is_private for file in files)
	assert len({file.file_url for file in files}) == len(files)


def test_persons_did_what_the_rules_ask_two_persons_for(vansbro):
	officers = {vansbro.name(key) for key in ("officer", "officer2", "manager")}
	for row in rows("listings"):
		doc = loaded(vansbro, row)
		if doc.stage in ("Approved", "Paused"):
			assert doc.inspected_by in officers and doc.inspected_by != doc.owner, row["key"]
	offered = [row for row in rows("placements") if row["path"]]
	for row in offered:
		assert loaded(vansbro, row).officer in officers, row["key"]
	overridden = [doc for doc in (loaded(vansbro, row) for row in offered) if doc.override_by]
	assert [doc.override_by for doc in overridden] == [vansbro.name("manager")]
	assert overridden[0].broken_requirements and overridden[0].override_reason


def test_the_portal_landlord_entered_their_own_listings(vansbro):
	landlord = vansbro.name("landlord")
	own = frappe.get_all("Listing", {"owner": landlord}, pluck="landlord", order_by="name")
	assert len(own) == 2 and set(own) == {vansbro.name("landlord-01")}


# --- what waits for an officer today


def test_something_of_everything_waits_on_the_start_page(vansbro):
	now, today = now_datetime(), getdate(nowdate())
	soon = {"offer_deadline": ["between", [now, now + timedelta(hours=48)]], "stage": "Offered"}
	assert frappe.db.count("Placement", soon) == 1
	assert frappe.db.count("Listing", {"stage": "Submitted"}) == 3
	due = frappe.get_all(
		"Placement Check",
		{"done_on": ["is", "not set"], "due_on": ["<=", today + timedelta(days=7)]},
		order_by="due_on",
	)
	assert due
	near = {"must_receive_by": ["between", [today, today + timedelta(days=14)]], "stage": "Seeking"}
	assert frappe.db.count("Applicant", near) >= 4
	assert frappe.db.exists("Listing", {"availability": "Needs Confirmation"})
	assert frappe.db.exists("Placement", {"stage": "Notice Given", "earliest_end": ["is", "set"]})


def test_availability_follows_from_the_placements(vansbro):
	assert [holding.recompute(name) for name in vansbro.names("Listing")] == [[]] * 30
	states = Counter(frappe.get_all("Listing", pluck="availability", order_by="name"))
	assert set(states) >= {"Free", "Partly Free", "Reserved", "Let", "Not Available", "Needs Confirmation"}
	assert frappe.db.get_value("Listing", vansbro.name("listing-22"), "availability") == "Partly Free"
	# A room of the house is offered, so the house as a whole is not free.
	assert frappe.db.get_value("Listing", vansbro.name("listing-19"), "availability") != "Free"


def test_the_years_money_adds_up(vansbro):
	grant = frappe.get_doc("Grant", vansbro.name("grant-open-home"))
	booked = sum(row["amount"] for row in rows("entries") if row["grant"] == "grant-open-home")
	assert grant.booked == booked and grant.remaining == 300_000 - booked
	assert {row.budget_line: row.booked for row in grant.budget_lines}.keys() >= {"Tolk", "Besiktning"}
	assert frappe.db.count("Grant Entry", {"docstatus": 1}) == len(rows("entries"))


def test_stays_have_their_law_and_their_checks(vansbro):
	for row in rows("placements"):
		doc = loaded(vansbro, row)
		if "Contract" in row["path"]:
			assert doc.law_regime and doc.law_basis, row["key"]
		if "Moved In" in row["path"]:
			done = [check.day for check in doc.checks if check.done_on]
			assert done == [check["day"] for check in row.get("checks", ())], row["key"]
			assert doc.signed_contract and doc.move_in_protocol
		assert getdate(doc.from_date) == row["from_date"], row["key"]
	regimes = {frappe.db.get_value("Placement", name, "law_regime") for name in vansbro.names("Placement")}
	assert "Jordabalken 12" in regimes and len(regimes - {"", None}) >= 2


# --- people


def test_everybody_can_log_in_with_the_password_that_is_printed(vansbro):
	from frappe.utils.password import check_password

	logins = demo.logins()
	assert {login["role"] for login in logins} == {
		"Housing Officer",
		"Housing Manager",
		"Grant Controller",
		"Housing Administrator",
		"Auditor",
		"Concern Handler",
		"Protected Identity Officer",
		"Landlord",
		"Applicant",
	}
	for login in logins:
		assert check_password(login["user"], login["password"]) == login["user"]
		assert login["role"] in frappe.get_roles(login["user"])
		assert login["label"]


def test_portal_users_stand_for_their_landlord_and_household(vansbro):
	assert frappe.db.get_value("Landlord", vansbro.name("landlord-01"), "user") == vansbro.name("landlord")
	assert frappe.db.get_value("Applicant", vansbro.name("household-01"), "user") == vansbro.name("applicant")
	for key in ("landlord", "landlord2", "applicant"):
		assert frappe.db.get_value("User", vansbro.name(key), "user_type") == "Website User"


def test_the_protected_household_is_hidden_from_the_officer(vansbro):
	protected = vansbro.name("household-08")
	as_user("officer", vansbro)
	assert protected not in frappe.get_list("Applicant", pluck="name", limit_page_length=0, order_by="name")
	as_user("protected", vansbro)
	assert protected in frappe.get_list("Applicant", pluck="name", limit_page_length=0, order_by="name")


def test_nothing_was_mailed(vansbro):
	assert frappe.db.count("Email Queue") == 0


# --- loading and removing


def test_a_second_load_changes_nothing(vansbro):
	before = row_counts(), latest_change()
	demo.load()
	assert (row_counts(), latest_change()) == before


def test_what_people_made_of_the_demo_is_not_removed_unasked(vansbro):
	made = made_by_hand(vansbro)
	with pytest.raises(DemoInUseError, match=made.name):
		demo.remove()
	assert frappe.db.exists("Landlord", vansbro.name("landlord-01"))


def test_a_case_that_a_demo_user_entered_is_not_orphaned(vansbro):
	as_user("officer", vansbro)
	made = frappe.get_doc({"doctype": "Landlord", "landlord_name": "Verklig Person"}).insert()
	frappe.set_user("Administrator")
	with pytest.raises(DemoInUseError, match=made.name):
		demo.remove(force=True)


def test_removal_takes_the_demo_and_nothing_else(vansbro, committed):
	real = frappe.get_doc({"doctype": "Locality", "locality_name": "Verklig by"}).insert()
	frappe.get_doc(
		{
			"doctype": "Match Proposal",
			"applicant": vansbro.name("household-19"),
			"listing": vansbro.name("listing-20"),
		}
	).insert()
	made_by_hand(vansbro)
	demo.remove(force=True)
	frappe.db.commit()
	after = site_contents()
	assert frappe.db.exists("Locality", real.name)
	assert after["tabLocality"] == BEFORE["tabLocality"] + 1
	left = {table: (BEFORE[table], count) for table, count in after.items() if count != BEFORE[table]}
	assert set(left) <= {"tabLocality", "tabVersion"}, left
	assert frappe.get_doc({"doctype": "Landlord", "landlord_name": "Först"}).insert().name.endswith("-00001")


def test_removing_twice_is_no_fault(committed):
	demo.remove()
	demo.remove()
