"""The administrator's dated legal values: next year's is a new row, and no day is left out or said twice."""

import frappe
import pytest
from factories import acting_as, make, make_user
from frappe.utils import add_days, getdate
from test_law_of_agreement import draw_up

from oppna_ditt_hem.agreements import card, law
from oppna_ditt_hem.refusals import MissingFieldsError, StageRuleError
from oppna_ditt_hem.setup import masters

ADMINISTRATOR = "Housing Administrator"
KEY = "housing_allowance_ceiling"


def rows(key: str = KEY) -> list:
	fields = ["name", "value", "valid_from", "valid_to", "standing"]
	return frappe.get_all("Legal Parameter", {"key": key}, fields, order_by="valid_from")


def add(key: str = KEY, **values):
	row = {
		"key": key,
		"value": "6000",
		"valid_from": "2027-01-01",
		"legal_reference": "SFS 2026:999",
		"mark": "M",
	}
	with acting_as(make_user(ADMINISTRATOR)):
		return frappe.get_doc({"doctype": "Legal Parameter", **row, **values}).insert()


def change(name: str, **values):
	with acting_as(make_user(ADMINISTRATOR)):
		doc = frappe.get_doc("Legal Parameter", name)
		doc.update(values)
		return doc.save()


def test_next_years_row_ends_this_years_and_says_so():
	before = rows()
	added = add(value="6 000".replace(" ", ""))
	assert [str(row.valid_to) for row in rows()][-2:] == ["2026-12-31", "None"]
	assert [row.value for row in rows()] == [*(row.value for row in before), "6000"]
	assert any(before[-1].name in message["message"] for message in frappe.local.message_log)
	now, then = (law.current().on(getdate(day)).number(KEY) for day in ("2026-12-31", "2027-01-01"))
	assert (now, then) == (5700, 6000)
	# The day of the change was wrong: the row before follows.
	change(added.name, valid_from="2027-02-01")
	assert str(rows()[-2].valid_to) == "2027-01-31"


REFUSED = (
	# An overlap with a row that has an end, a gap, a reversed period, a value in another form.
	({"valid_from": "2018-06-01", "valid_to": "2018-12-31"}, "given twice on 2018"),
	({"valid_from": "2027-01-01", "valid_to": "2026-12-31"}, "lies before"),
	({"value": "6 000 kr"}, "only digits"),
	({"value": "5700;6000"}, "only digits"),
)


@pytest.mark.parametrize(("values", "words"), REFUSED)
def test_what_would_leave_a_day_doubtful_is_refused(values, words):
	before = rows()
	with pytest.raises(StageRuleError, match=words) as refused:
		add(**values)
	assert KEY in str(refused.value) or "lies before" in words
	assert rows() == before


def test_a_gap_is_refused_with_the_day_and_the_rows_beside_it():
	added = add()
	closed = rows()[-2]
	with pytest.raises(StageRuleError, match="2026-12-01") as refused:
		change(closed.name, valid_to="2026-11-30")
	assert added.name in str(refused.value)
	with pytest.raises(StageRuleError):
		frappe.delete_doc("Legal Parameter", closed.name, ignore_permissions=True)
	with pytest.raises(StageRuleError, match="given twice"):
		change(closed.name, valid_to=None)


def test_a_value_is_verified_by_its_mark_or_by_somebody_who_says_when():
	assert rows()[-1].standing == "Verified"
	added = add()
	assert added.standing == "Not verified"
	with pytest.raises(MissingFieldsError, match="Checked by"):
		change(added.name, checked_on="2026-11-20")
	checked = change(added.name, checked_on="2026-11-20", checked_by=make_user(ADMINISTRATOR))
	assert checked.standing == "Verified"
	assert change(added.name, standing="Not verified").standing == "Verified"
	assert {row.standing for row in rows("notice_months_household_2026_772")} == {"Not verified"}


def test_shipped_rows_are_added_if_missing_and_never_written_over():
	kept = rows()[-1]
	change(kept.name, value="5900")
	frappe.db.delete("Legal Parameter", {"key": "capital_tax"})
	masters.create()
	assert rows()[-1].value == "5900" and len(rows("capital_tax")) == 2
	# The administrator let the new amount begin another day than the app's row does.
	frappe.db.delete("Legal Parameter", {"key": "capital_tax"})
	own = [
		add("capital_tax", value=value, valid_from=day)
		for value, day in (("30", "2013-01-01"), ("31", "2024-01-01"))
	]
	masters.create()
	assert [row.name for row in rows("capital_tax")] == [row.name for row in own]
	assert not rows("capital_tax")[-1].valid_to


def test_next_years_row_changes_nothing_in_a_signed_agreement():
	stay = draw_up(make.placement("Meeting"))
	before = {row["key"]: row for row in card.rows(stay)}
	add("notice_months_household_2026_772", value="1", valid_from=add_days(stay.law_day, 1), mark="V")
	stay.reload()
	assert {row["key"]: row for row in card.rows(stay)} == before
	assert law.kept_values(stay).count("notice_months_household_2026_772") == 3
	assert law.current().on(getdate(add_days(stay.law_day, 1))).count("notice_months_household_2026_772") == 1
