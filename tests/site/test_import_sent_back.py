"""Who may bring a list in, and what of it comes back: the template, and the refused rows with their reasons."""

import io

import pytest
from import_lists import API, csv, desks, error_of, home, opened, traces, xlsx


@pytest.fixture
def desk(committed, http):
	return desks(http)


@pytest.mark.parametrize(
	"role",
	["Auditor", "Grant Controller", "Housing Administrator", "Concern Handler", "Landlord", "Applicant"],
)
def test_only_those_who_may_import_get_anywhere(desk, role):
	officer, stranger = desk(), desk(role)
	token = officer.check(csv(home()))["token"]

	assert stranger.upload(csv(home())).status_code == 403
	assert stranger.post("check", token=token, doctype="Listing").status_code == 403
	assert error_of(stranger.post("start", token=token, rows="good")) == "ListGoneError"
	template = stranger.client.get(f"{API}download_template", params={"doctype": "Listing"})
	assert template.status_code == 403
	assert traces()["Listing"] == 0


def test_a_list_is_its_senders_alone(desk):
	officer, colleague = desk(number=1), desk(number=2)
	token = officer.check(csv(home(), home(Adress="Granvägen 2", Hyra="dyrt")))["token"]

	assert error_of(colleague.post("progress", token=token)) == "ListGoneError"
	assert error_of(colleague.post("download_refused", token=token)) == "ListGoneError"
	assert error_of(colleague.post("start", token=token, rows="good")) == "ListGoneError"


def test_a_list_that_is_thrown_away_is_gone(desk):
	officer = desk()
	token = officer.check(csv(home()))["token"]
	assert officer.post("forget", token=token).ok
	assert error_of(officer.post("start", token=token, rows="good")) == "ListGoneError"


def test_steps_that_change_something_need_post(desk):
	officer = desk()
	token = officer.check(csv(home()))["token"]
	for method in ("start", "check", "forget"):
		params = {"token": token, "rows": "good", "doctype": "Listing"}
		assert officer.client.get(API + method, params=params).status_code == 403
	assert traces()["Listing"] == 0


@pytest.mark.parametrize("doctype", ["Listing", "Applicant"])
def test_the_template_is_a_list_that_can_be_imported(desk, doctype):
	officer = desk()
	answer = officer.client.get(f"{API}download_template", params={"doctype": doctype})
	assert answer.ok and ".xlsx" in answer.headers["Content-Disposition"]

	report = officer.check(answer.content, doctype, "mall.xlsx")["report"]
	assert (report["good"], report["faults"], report["unknown_columns"]) == (1, [], [])


def test_the_refused_rows_come_back_with_the_reason_and_can_be_sent_corrected(desk):
	officer = desk()
	bad = home(Adress="Granvägen 2", Hyra="dyrt", Övrigt="-Egen ingång")
	state = officer.check(xlsx(home(), bad), filename="lista.xlsx")
	answer = officer.client.get(f"{API}download_refused", params={"token": state["token"]})

	sheet = opened(answer.content)
	head = [cell.value for cell in sheet[1]]
	row = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))
	assert sheet.max_row == 2 and row["Row"] == 3 and row["Reason"].startswith("Hyra: Write one number")
	assert {name: row[name] for name in bad} == bad

	sheet.cell(2, head.index("Hyra") + 1).value = 3500
	corrected = io.BytesIO()
	sheet.parent.save(corrected)
	report = officer.check(corrected.getvalue(), filename="lista.xlsx")["report"]
	assert (report["good"], report["faults"], report["unknown_columns"]) == (1, [], [])


def test_a_text_that_looks_like_a_formula_comes_back_as_text(desk):
	officer = desk()
	state = officer.check(csv(home(Hyra="dyrt", Övrigt='=HYPERLINK("http://evil.example")')))
	answer = officer.client.get(f"{API}download_refused", params={"token": state["token"]})
	assert [cell.data_type for cell in opened(answer.content)[2] if str(cell.value).startswith("=")] == ["s"]


def test_reasons_are_told_in_the_officers_language_not_as_markup(desk):
	officer = desk()
	report = officer.check(csv(home(Antal_hushåll="5")))["report"]
	assert "<" not in report["faults"][0]["reason"]
