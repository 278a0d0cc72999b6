"""A pair that was passed over: by whom, why, shown last, never proposed unasked, and brought back."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make, make_user
from frappe.utils import formatdate, nowdate

from oppna_ditt_hem import brokerage, passed_over
from oppna_ditt_hem.brokerage import AlreadyProposedError
from oppna_ditt_hem.passed_over import PassedOverError, ReasonNeededError
from oppna_ditt_hem.passing_over import bring_back, pass_over
from oppna_ditt_hem.refusals import StageRuleError

REASON = "The landlord has other plans"


@pytest.fixture
def officer():
	with acting_as(make_user(OFFICER)) as user:
		yield user


@pytest.fixture
def pair() -> tuple[str, str]:
	return make.applicant("Seeking").name, make.listing("Approved").name


def cards(found: dict, part: str = "cards") -> list[str]:
	return [card["name"] for card in found[part]]


def test_what_was_passed_over_comes_last_with_who_when_and_why(officer, pair):
	applicant, listing = pair
	other = make.listing("Approved").name
	run = brokerage.find_homes(applicant)["run"]

	pass_over(applicant, listing, REASON, note="The daughter moves in.", matching_run=run)
	found = brokerage.find_homes(applicant)

	assert (cards(found), cards(found, "passed_over")) == ([other], [listing])
	passed = found["passed_over"][0]["passed"]
	name = frappe.utils.get_fullname(officer)
	assert passed["text"] == f"Passed over on {formatdate(nowdate())} by {name}: {REASON}."
	assert passed["note"] == "The daughter moves in."
	kept = frappe.get_last_doc("Match Proposal")
	assert (kept.status, kept.drop_code, kept.matching_run) == ("Dropped", REASON, run)
	assert (kept.decided_by, kept.placement) == (officer, None)
	assert "places" in {reason["key"] for reason in frappe.parse_json(kept.reasons)}
	from_the_home = brokerage.find_households(listing)
	assert (cards(from_the_home), cards(from_the_home, "passed_over")) == ([], [applicant])


def test_it_is_not_proposed_before_somebody_brings_it_back(officer, pair, monkeypatch):
	pass_over(*pair, REASON)
	with pytest.raises(PassedOverError, match=REASON):
		brokerage.propose(*pair)
	assert not frappe.db.count("Placement")

	# The platform keeps no versions in tests.
	monkeypatch.setitem(frappe.flags, "in_test", False)
	with acting_as(make_user(MANAGER)) as manager:
		bring_back(*pair)
	assert brokerage.propose(*pair)["placement"]
	found = brokerage.find_homes(pair[0])
	assert (cards(found), found["passed_over"]) == ([pair[1]], [])
	undone = frappe.get_doc("Match Proposal", {"drop_code": REASON})
	assert (undone.status, undone.decided_by) == ("Expired", manager)
	versions = frappe.get_all("Version", {"docname": undone.name}, pluck="data", order_by="creation")
	print(frappe.get_all("Version", ["ref_doctype", "docname", "data"]), undone.as_dict())
	assert any('"Dropped"' in data and '"Expired"' in data for data in versions)


def test_where_all_that_fit_were_passed_over_the_answer_says_how_many_fit(officer, pair):
	pass_over(*pair, REASON)

	found = brokerage.find_homes(pair[0])

	assert found["cards"] == [] and cards(found, "passed_over") == [pair[1]]
	assert (found["why_not"]["possible"], found["why_not"]["nearest"]) == (1, None)


def test_what_was_passed_over_takes_no_ones_place_among_the_best(officer, pair):
	applicant, listing = pair
	others = {make.listing("Approved").name for _number in range(3)}
	pass_over(applicant, listing, REASON)

	found = brokerage.find_homes(applicant, limit=2)

	assert len(found["cards"]) == 2 and found["more"]
	rest = brokerage.find_homes(applicant, limit=2, start=2)
	assert {*cards(found), *cards(rest)} == others and not rest["more"]


def test_passing_over_twice_keeps_the_first_and_a_round_may_ask_for_all(officer, pair):
	first = pass_over(*pair, REASON)
	assert pass_over(*pair, "Being arranged in another way") == first
	assert frappe.db.count("Match Proposal") == 1
	assert passed_over.pairs() == {pair}


def test_a_proposal_that_a_round_made_and_a_person_dropped_counts_as_well(officer, pair):
	proposal = make.proposal(*pair)
	frappe.db.set_value("Match Proposal", proposal.name, {"status": "Dropped", "drop_reason": "Too far."})

	(card,) = brokerage.find_homes(pair[0])["passed_over"]
	assert card["passed"]["text"].endswith(": Too far.")
	bring_back(*pair)
	assert frappe.db.get_value("Match Proposal", proposal.name, "status") == "Expired"


@pytest.mark.parametrize("reason", ["Too small", "No such reason", ""])
def test_only_a_reason_that_is_meant_for_it_will_do(officer, pair, reason):
	with pytest.raises(ReasonNeededError):
		pass_over(*pair, reason)
	assert not frappe.db.count("Match Proposal")


def test_a_reason_that_is_no_longer_used_will_not_do(officer, pair):
	frappe.db.set_value("Reason Code", REASON, "active", 0)
	with pytest.raises(ReasonNeededError):
		pass_over(*pair, REASON)


def test_what_is_proposed_already_or_not_open_is_not_passed_over(officer, pair):
	applicant, listing = pair
	brokerage.propose(applicant, listing)
	with pytest.raises(AlreadyProposedError):
		pass_over(applicant, listing, REASON)
	with pytest.raises(StageRuleError):
		pass_over(make.applicant("Ready").name, listing, REASON)


@pytest.mark.parametrize(
	"role", [CONTROLLER, "Auditor", "Housing Administrator", "Concern Handler", "Landlord", "Applicant"]
)
def test_who_may_not_propose_may_neither_pass_over_nor_bring_back(pair, role):
	with acting_as(make_user(OFFICER)):
		pass_over(*pair, REASON)
	user = make_user(role)
	for doctype, name in zip(("Applicant", "Listing"), pair, strict=True):
		make.own(frappe.get_doc(doctype, name), role, user)

	with acting_as(user):
		for call in (lambda: pass_over(*pair, REASON), lambda: bring_back(*pair)):
			with pytest.raises(frappe.PermissionError):
				call()
	assert passed_over.pairs() == {pair}


def test_a_protected_households_pair_is_the_cleareds_alone():
	applicant = make.applicant("Seeking", protection="Sekretessmarkering").name
	listing = make.listing("Approved").name
	with acting_as(make_user(OFFICER, CLEARED)):
		pass_over(applicant, listing, REASON)
		assert set(passed_over.of("Listing", listing)) == {applicant}

	with acting_as(make_user(OFFICER)):
		assert passed_over.of("Listing", listing) == {}
		assert applicant not in frappe.as_json(brokerage.find_households(listing))
		with pytest.raises(frappe.PermissionError):
			pass_over(applicant, listing, REASON)
		bring_back(applicant, listing)
	assert passed_over.pairs() == {(applicant, listing)}


def test_over_http_it_is_posted_and_its_text_is_safe_to_show(http, committed):
	applicant, listing = make.applicant("Seeking").name, make.listing("Approved").name
	officer = make_user(OFFICER)
	frappe.db.commit()
	url, args = (
		"/api/method/oppna_ditt_hem.passing_over.pass_over",
		{"applicant": applicant, "listing": listing},
	)

	assert http(officer).get(url, params={**args, "reason": REASON}).status_code == 403
	assert http().post(url, json={**args, "reason": REASON}).status_code == 403
	assert http(officer).post(url, json={**args, "reason": REASON}).json()["message"]["reason"] == REASON
	refused = http(officer).post(url, json={**args, "reason": "<img src=x onerror=alert(1)>"})
	assert refused.status_code == 417 and "<img" not in refused.text
