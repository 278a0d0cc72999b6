"""One cost that several grants bear: every öre once, all or nothing."""

import frappe
import pytest
from factories import CONTROLLER, acting_as, make
from report_rows import approve, booked, running, submit

from oppna_ditt_hem.grants.limit import OverspendingError
from oppna_ditt_hem.refusals import LedgerError

HALL = {"description": "Hall for a meeting", "posting_date": "2016-05-02", "voucher_number": "V77"}


@pytest.fixture
def grants():
	return [running(f"Bidrag {number}", 1_000, {"Möten": 600, "Tolk": 400}) for number in (1, 2)]


def shared(places, amount: float = 100, split: str = "Shares", **values):
	"""A draft by the economist; `places` are (grant, line, share or amount)."""
	field = "share" if split == "Shares" else "amount"
	parts = [{"grant": grant.name, "budget_line": line, field: number} for grant, line, number in places]
	row = {"doctype": "Cost Allocation", **HALL, "amount": amount, "split": split, "parts": parts, **values}
	with acting_as(make.user(CONTROLLER)):
		return frappe.get_doc(row).insert()


def thirds(grants, **values):
	one, other = grants
	return shared([(one, "Möten", 1), (one, "Tolk", 1), (other, "Möten", 1)], **values)


def in_ledger(allocation) -> list[tuple]:
	return frappe.get_all(
		"Grant Entry",
		{"allocation": allocation.name, "docstatus": 1},
		["grant", "budget_line", "amount", "voucher_number"],
		as_list=True,
		order_by="name",
	)


def booked_on(grants) -> list[float]:
	return [frappe.db.get_value("Grant", grant.name, "booked") for grant in grants]


def test_every_ore_of_a_shared_cost_is_booked_once(grants):
	done = submit(thirds(grants))
	one, other = (grant.name for grant in grants)
	assert in_ledger(done) == (
		(one, "Möten", 33.34, "V77"),
		(one, "Tolk", 33.33, "V77"),
		(other, "Möten", 33.33, "V77"),
	)
	assert booked_on(grants) == [66.67, 33.33]
	assert all(part.entry for part in frappe.get_doc(done.doctype, done.name).parts)


def test_cancelled_is_cancelled_as_a_whole_and_its_voucher_is_free(grants):
	done = submit(thirds(grants))
	with acting_as(make.user(CONTROLLER)):
		part = frappe.get_doc("Grant Entry", {"allocation": done.name})
		with pytest.raises(LedgerError, match=done.name):
			part.cancel()
		frappe.get_doc(done.doctype, done.name).cancel()
	assert (in_ledger(done), booked_on(grants)) == ((), [0, 0])
	assert frappe.db.count("Grant Entry", {"allocation": done.name, "docstatus": 2}) == 3
	assert booked(grants[0], 5, "2016-05-02", "Möten", voucher_number="V77").name


def test_the_voucher_is_booked_within_the_allocation_only(grants):
	submit(thirds(grants))
	with pytest.raises(LedgerError, match="V77"):
		booked(grants[0], 5, "2016-05-02", "Möten", voucher_number="V77")
	with pytest.raises(LedgerError, match="V77"):
		submit(thirds(grants))


@pytest.mark.parametrize(
	("amounts", "told"),
	[((60, 39.99), "0,01 kr is still"), ((60, 40.01), "0,01 kr too much"), ((100, 0), "above zero")],
)
def test_amounts_that_are_not_the_cost_are_refused_with_the_difference(grants, amounts, told):
	with pytest.raises(LedgerError) as refusal:
		shared(
			[(grant, "Möten", amount) for grant, amount in zip(grants, amounts, strict=True)], split="Amounts"
		)
	assert told in frappe.utils.strip_html(str(refusal.value))


def test_one_place_alone_or_twice_is_no_sharing(grants):
	for places in ([(grants[0], "Möten", 1)], [(grants[0], "Möten", 1)] * 2):
		with pytest.raises(LedgerError, match="two or more budget lines"):
			shared(places)


@pytest.mark.parametrize("line", ["Taxi", "Möten"])
def test_where_one_part_cannot_be_booked_nothing_is(grants, line):
	"""A line that the grant doesn't have, and a grant whose period has another day."""
	other = grants[1] if line == "Taxi" else running("Nästa år", 1_000, {"Möten": 600}, year=2017)
	draft = shared([(grants[0], "Möten", 1), (other, line, 1)])
	with pytest.raises(LedgerError):
		submit(draft)
	frappe.db.rollback(save_point="before_test")
	assert not frappe.db.exists("Grant Entry", {"voucher_number": "V77"})


def test_over_the_amount_a_manager_approves_the_whole_cost(grants):
	booked(grants[0], 990, "2016-01-01", "Möten")
	draft = thirds(grants)
	frappe.db.savepoint("before_refusal")
	with pytest.raises(OverspendingError, match=r"Bidrag 1.*10,00 kr left, and this is 66,67 kr.*56,67 kr"):
		submit(draft)
	frappe.db.rollback(save_point="before_refusal")
	draft = approve(draft)
	assert draft.approved_overspend == 56.67
	with acting_as(make.user(CONTROLLER)):
		changed = frappe.get_doc(draft.doctype, draft.name)
		changed.parts[0].share = 2
		changed.save()
	assert changed.overspend_approved_by is None
	done = submit(approve(changed))
	assert booked_on(grants) == [1065, 25]
	approved = frappe.get_all(
		"Grant Entry",
		{"allocation": done.name},
		["grant", "approved_overspend", "overspend_approved_by"],
		as_list=True,
		order_by="name",
	)
	first, by = (grants[0].name, 65, done.overspend_approved_by), done.overspend_approved_by
	assert by and approved == (first, first, (grants[1].name, 0, None))


def test_an_approval_falls_when_a_part_is_put_on_another_line(grants):
	booked(grants[0], 990, "2016-01-01", "Möten")
	draft = approve(shared([(grant, "Möten", 50) for grant in grants], split="Amounts"))
	with acting_as(make.user(CONTROLLER)):
		changed = frappe.get_doc(draft.doctype, draft.name)
		changed.parts[0].budget_line = "Tolk"
		assert changed.save().overspend_approved_by is None


def test_a_cost_of_which_one_grant_is_past_booking_is_corrected_on_the_others(grants):
	done = submit(shared([(grant, "Möten", 50) for grant in grants], split="Amounts"))
	frappe.db.set_value("Grant", grants[0].name, "stage", "Reported")
	with (
		acting_as(make.user(CONTROLLER)),
		pytest.raises(LedgerError, match="book a negative row that corrects"),
	):
		frappe.get_doc(done.doctype, done.name).cancel()
	assert booked_on(grants) == [50, 50]


def test_what_is_sent_along_with_a_cancel_is_refused(grants):
	done = submit(thirds(grants))
	with acting_as(make.user(CONTROLLER)):
		for part in ({"entry": booked(grants[1], 1, "2016-01-01", "Möten").name}, {"amount": 1}):
			doc = frappe.get_doc(done.doctype, done.name)
			doc.parts[0].update(part)
			with pytest.raises(LedgerError, match="taken back as it stands"):
				doc.cancel()
	assert booked_on(grants) == [66.67, 34.33]


def test_what_is_approved_of_one_grant_holds_for_no_other(grants):
	"""10 kronor over on the first were approved; then 6 are over on the first and 4 on the second."""
	rows = [
		booked(grant, amount, "2016-01-01", "Möten") for grant, amount in zip(grants, (960, 950), strict=True)
	]
	draft = approve(shared([(grant, "Möten", 50) for grant in grants], split="Amounts"))
	assert [part.approved_overspend for part in draft.parts] == [10, 0]
	booked(grants[0], -4, "2016-01-02", "Möten", corrects=rows[0].name)
	booked(grants[1], 4, "2016-01-02", "Möten")
	with pytest.raises(OverspendingError, match="Bidrag 2"):
		submit(draft)


def test_what_the_browser_says_is_approved_of_a_grant_is_not_kept(grants):
	draft = shared([(grant, "Möten", 50) for grant in grants], split="Amounts")
	with acting_as(make.user(CONTROLLER)):
		changed = frappe.get_doc(draft.doctype, draft.name)
		changed.parts[0].approved_overspend = 1_000
		changed.save()
	assert not frappe.get_doc(draft.doctype, draft.name).parts[0].approved_overspend
