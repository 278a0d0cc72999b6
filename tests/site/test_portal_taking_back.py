"""What a landlord may take back: the offer until a household holds the home, and their yes until the agreement is signed."""

import frappe
import pytest
from factories import make, make_user
from frappe.utils import nowdate
from people import OFFICER
from portal_help import landlord_at, stay_of

REASON = "Home no longer free"
SAID = "I can't let to them after all"


def home_of(rut, stage: str = "Approved"):
	doc = make.listing(stage, landlord=rut.record)
	frappe.db.commit()
	return doc


def stage_of(doc) -> str:
	frappe.db.rollback()
	return frappe.db.get_value(doc.doctype, doc.name, "stage")


def do(rut, home, what: str, **more) -> str:
	rut.at.get("/mina-bostader")
	return rut.at.send("/mina-bostader", hem=home.name, do=what, **more)


def test_an_offer_is_withdrawn_also_while_the_home_is_to_be_seen(rut):
	home = home_of(rut, "Inspection")
	assert "Withdraw the offer" in rut.at.get("/mina-bostader")
	assert "The offer is withdrawn" in do(rut, home, "withdraw", reason="Sold")
	assert stage_of(home) == "Closed"


@pytest.mark.parametrize("what", ["pause", "withdraw"])
@pytest.mark.parametrize(
	("stage", "said"),
	[
		("Offered", "say no there, or take your yes back"),
		("Meeting", "say no there, or take your yes back"),
		("Moved In", "how the tenancy ends"),
		("Notice Given", "how the tenancy ends"),
	],
)
def test_a_home_that_a_household_holds_is_neither_paused_nor_withdrawn_by_an_old_page(rut, what, stage, said):
	home = home_of(rut)
	rut.at.get("/mina-bostader")
	old = rut.at.page
	stay = stay_of(rut, stage, home)
	rut.at.page = old
	page = rut.at.send("/mina-bostader", hem=home.name, do=what)
	alert = page.split('id="error"')[1].split("</div>")[0]
	assert said in alert and stage_of(home) == "Approved"
	card = page.split(f'id="{home.name}"')[1].split("</section>")[0]
	assert said in card and stay.name not in alert
	assert 'value="pause"' not in card and 'value="withdraw"' not in card


def test_a_hidden_household_holds_the_home_as_well_and_is_not_told_of(rut):
	home = home_of(rut)
	family = make.applicant("Seeking", protection="Sekretessmarkering")
	stay = stay_of(rut, "Accepted", home, applicant=family)
	for what in ("pause", "withdraw"):
		page = do(rut, home, what)
		assert "Call us" in page.split('id="error"')[1].split("</div>")[0]
		assert stay.name not in page and stage_of(home) == "Approved"


def test_what_an_old_page_asks_for_is_refused_where_it_is_no_longer_so(rut):
	sent = home_of(rut, "Submitted")
	for what in ("pause", "resume", "confirm"):
		assert "not possible now" in do(rut, sent, what)
	assert stage_of(sent) == "Submitted"


@pytest.mark.parametrize("stage", ["Accepted", "Meeting", "Contract"])
def test_a_yes_is_taken_back_until_the_agreement_is_signed(rut, stage):
	make_user(OFFICER)
	stay = stay_of(rut, stage)
	assert SAID in rut.at.get(f"/forslag?nr={stay.name}")
	assert "Choose why" in rut.at.send("/forslag", nr=stay.name, do="take-back")
	assert stage_of(stay) == stage
	for _press in range(2):
		page = rut.at.send("/forslag", nr=stay.name, do="take-back", reason=REASON)
		assert "You have taken back your yes" in page and SAID not in page
	frappe.db.rollback()
	fields = ["stage", "declined_by", "decline_reason"]
	assert frappe.db.get_value("Placement", stay.name, fields) == ("Withdrawn", "Landlord", REASON)
	assert frappe.db.get_value("Listing", stay.listing, "availability") == "Free"
	row = {"reference_name": stay.name, "to_stage": "Withdrawn"}
	assert frappe.db.get_value("Stage Log", row, "changed_via") == "Portal"
	tasks = frappe.get_all("ToDo", {"reference_name": stay.name, "status": "Open"}, pluck="allocated_to")
	assert tasks == [stay.officer]


def test_a_yes_is_taken_back_while_the_household_thinks(rut):
	stay = stay_of(rut, "Offered")
	page = rut.at.get(f"/forslag?nr={stay.name}")
	assert SAID not in page, "who has not answered says no"
	rut.at.send("/forslag", nr=stay.name, do="yes")
	assert SAID in rut.at.get(f"/forslag?nr={stay.name}")
	rut.at.send("/forslag", nr=stay.name, do="take-back", reason=REASON)
	assert stage_of(stay) == "Withdrawn"


@pytest.mark.parametrize("signed", ["signed_by_landlord", "contract_signed_on", "signed_contract"])
def test_an_agreement_that_is_signed_binds(rut, signed):
	stay = stay_of(rut, "Contract")
	value = {"contract_signed_on": nowdate(), "signed_contract": "/private/files/x.pdf"}.get(signed, 1)
	frappe.db.set_value("Placement", stay.name, signed, value)
	frappe.db.commit()
	page = rut.at.get(f"/forslag?nr={stay.name}")
	assert SAID not in page and "The agreement is signed, and holds" in page
	page = rut.at.send("/forslag", nr=stay.name, do="take-back", reason=REASON)
	assert "Call us" in page.split('id="error"')[1].split("</div>")[0] and stage_of(stay) == "Contract"


def test_nobody_takes_back_where_the_household_lives_there_or_it_is_somebody_elses(rut, http):
	stay = stay_of(rut, "Moved In")
	rut.at.get(f"/forslag?nr={stay.name}")
	assert SAID not in rut.at.page
	rut.at.send("/forslag", nr=stay.name, do="take-back", reason=REASON)
	assert stage_of(stay) == "Moved In"
	other = landlord_at(http, number=2)
	early = stay_of(rut, "Accepted")
	other.at.get("/mina-bostader")
	other.at.send("/forslag", nr=early.name, do="take-back", reason=REASON)
	assert other.at.status == 404 and stage_of(early) == "Accepted"


def test_the_front_page_promises_what_holds(rut):
	page = rut.at.get("/hyr-ut")
	answer = page.split("Can I change my mind?")[1].split("</details>")[0]
	assert (
		"whenever you like" not in answer
		and "until the agreement is signed" in answer
		and "call us" in answer.lower()
	)
