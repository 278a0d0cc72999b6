"""Proposals that several people decide at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import frappe
from factories import OFFICER, acting_as, make, make_user
from frappe.model.workflow import apply_workflow
from round_help import now, refusals, waits_for

from oppna_ditt_hem.rounds import expiry
from tools.processes import wait_until

URL = "/api/method/oppna_ditt_hem.matching_runs."


def test_a_home_proposed_to_many_is_approved_and_offered_once_without_a_deadlock(http, committed):
	home = make.listing("Approved")
	found = [make.proposal(make.applicant("Seeking"), home) for _number in range(8)]
	crossed = [make.proposal(found[0].applicant, make.listing("Approved")) for _number in range(2)]
	officer = make_user(OFFICER)
	frappe.db.commit()
	batches = [
		[row.name for row in found],
		[row.name for row in reversed(found)],
		[row.name for row in crossed],
	]

	sessions = [http(officer) for _batch in batches * 2]

	def ask(session, names):
		return session.post(URL + "approve", json={"proposals": names})

	with ThreadPoolExecutor(6) as pool:
		answers = list(pool.map(ask, sessions, batches * 2))

	assert {answer.status_code for answer in answers} == {200}
	reports = [answer.json()["message"] for answer in answers]
	approved = [one["proposal"] for report in reports for one in report["done"]]
	assert sorted(approved) == sorted(row.name for row in (*found, *crossed))
	assert {error for report in reports for _name, error in refusals(report)} == {"AlreadyDecidedError"}
	frappe.db.rollback()
	assert frappe.db.count("Placement") == len(approved)


def test_while_another_officer_takes_the_home_the_approval_waits_and_is_refused(http, committed):
	"""The other officer's offer is not yet for good when the approval comes: the approval waits for it."""
	home, applicant = make.listing("Approved"), make.applicant("Seeking")
	proposal = make.proposal(applicant, home)
	other = make.placement("Proposed", listing=home)
	officer, session = make_user(OFFICER), http(make_user(OFFICER, number=2))
	frappe.db.commit()
	with acting_as(officer):
		apply_workflow(frappe.get_doc("Placement", other.name), "Offer")
	with ThreadPoolExecutor(1) as pool:
		asked = pool.submit(session.post, URL + "approve", json={"proposals": [proposal.name]})
		wait_until(lambda: waits_for("FROM `tabListing`"), "The approval did not wait")
		frappe.db.commit()
		report = asked.result().json()["message"]

	assert refusals(report) == [(proposal.name, "AlreadyDecidedError")]
	frappe.db.rollback()
	assert now(proposal, "status", "expired_because") == ("Expired", expiry.HOME_TAKEN)
