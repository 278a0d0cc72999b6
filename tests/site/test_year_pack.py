"""The year's pack: opened and read as an archivist would, and of what its maker may see alone."""

import io
import json
import subprocess
import zipfile
from datetime import date
from hashlib import sha256

import frappe
import pytest
from click.testing import CliRunner
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.utils import add_days, getdate, nowdate
from openpyxl import load_workbook
from report_rows import booked, running, write_placements

from oppna_ditt_hem import commands
from oppna_ditt_hem.refusals import StageRuleError
from oppna_ditt_hem.year_pack import archive, contents, job, pages

YEAR = date(2016, 1, 1), date(2016, 12, 31)


@pytest.fixture
def year():
	grant = running("Öppna ditt hem 2016", 300_000, {"Förmedling": 200_000})
	booked(grant, 123_456.78, "2016-05-02")
	steps = [("Offered", "2016-05-02 09:00:00"), ("Accepted", "2016-05-03 09:00:00")]
	write_placements([{"name": f"Y{number}", "steps": steps[: number + 1]} for number in range(2)])
	return grant


def opened(content: bytes) -> zipfile.ZipFile:
	archive = zipfile.ZipFile(io.BytesIO(content))
	assert archive.testzip() is None
	return archive


def pack(role: str) -> tuple[zipfile.ZipFile, dict]:
	with acting_as(make.user(role)):
		content, manifest = archive.make(*YEAR)
	return opened(content), manifest


def test_an_archivist_opens_it(year, tmp_path):
	files, told = pack(MANAGER)
	manifest = json.loads(files.read("manifest.json"))
	assert manifest == told
	assert (manifest["period"], manifest["made_by"]) == (
		{"from": "2016-01-01", "to": "2016-12-31"},
		make.user(MANAGER),
	)
	listed = [one for report in manifest["reports"] for one in report["files"]]
	assert {one["path"] for one in listed} | {"manifest.json", "SHA256SUMS"} == set(files.namelist())
	for one in listed:
		content = files.read(one["path"])
		assert (len(content), sha256(content).hexdigest()) == (one["bytes"], one["sha256"]), one["path"]
		assert content.startswith(b"%PDF" if one["path"].endswith(".pdf") else b"PK"), one["path"]
	files.extractall(tmp_path)
	assert (
		subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path, check=False).returncode
		== 0
	)
	assert "  manifest.json\n" in files.read("SHA256SUMS").decode()
	assert {one["report"] for one in manifest["left_out"]} == set(contents.LISTS_OF_PEOPLE)
	everything = {one["report"] for one in manifest["left_out"]} | {
		one["report"] for one in manifest["reports"]
	}
	assert everything == set(contents.reports())
	assert {one["report"] for one in manifest["reports"] if not one["filters"]} == set(contents.AS_IT_IS)
	sheet = load_workbook(io.BytesIO(files.read("xlsx/Grant utilisation.xlsx"))).active
	rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
	assert rows[0][:6] == ["Grant", "Title", "Budget line", "Purpose code", "Budget", "Booked amount"]
	assert [row[5] for row in rows[1:] if row[2] == "Förmedling"] == [123_456.78]
	funnel = load_workbook(io.BytesIO(files.read("xlsx/Offer to home.xlsx"))).active
	assert [row[1].value for row in funnel.iter_rows(min_row=2)] == [2, 1, 0, 0, 0]


def test_everybody_packs_what_they_may_see_themselves(year, monkeypatch):
	monkeypatch.setattr(pages, "get_pdf", lambda html, options: html.encode())
	_files, economist = pack(CONTROLLER)
	files, administrator = pack("Housing Administrator")
	held = {
		role: {one["report"] for one in told["reports"]}
		for role, told in (("e", economist), ("a", administrator))
	}
	assert {"Grant utilisation", "Cost per home"} <= held["e"] and "Households waiting" not in held["e"]
	assert "Households waiting" in held["a"] and "Grant utilisation" not in held["a"]
	assert not any(
		b"123" in files.read(name) for name in files.namelist() if "Offer" in name and "pdf" in name
	)
	why = {one["report"]: one["why"] for one in economist["left_out"]}
	assert "Not open" in why["Households waiting"]


@pytest.mark.parametrize(
	("value", "said"), [(61.7, "61,7"), (100, "100"), (0, "0"), (33.34, "33,3"), (-2.5, "-2,5")]
)
def test_per_cent_on_the_page_are_swedish(value, said):
	assert pages.shown(value, {"fieldtype": "Percent"}) == f"{said}\u00a0%"


def test_a_period_of_two_years_asks_for_each():
	with acting_as(make.user(CONTROLLER)):
		parts, _left_out = contents.parts(date(2015, 7, 1), date(2016, 6, 30))
	asked = {part.title: part.filters for part in parts if part.report == "Grant utilisation"}
	assert asked == {
		"Grant utilisation 2015": {"year": 2015, "to_date": "2015-12-31"},
		"Grant utilisation 2016": {"year": 2016, "to_date": "2016-06-30"},
	}
	exposed = [part.filters for part in parts if part.report == "Reclaim exposure"]
	assert exposed == [{"day": "2016-06-30"}]


def test_a_period_that_goes_on_is_exposed_until_today():
	with acting_as(make.user(CONTROLLER)):
		parts, _left_out = contents.parts(getdate(), getdate(add_days(nowdate(), 30)))
	assert [part.filters["day"] for part in parts if part.report == "Reclaim exposure"] == [nowdate()]


def new_pack(role: str = MANAGER, **values):
	with acting_as(make.user(role)):
		return frappe.get_doc(
			{"doctype": "Year Pack", "from_date": "2016-01-01", "to_date": "2016-12-31", **values}
		).insert()


def test_the_file_is_its_makers_alone(year, monkeypatch):
	monkeypatch.setattr(pages, "get_pdf", lambda html, options: html.encode())
	doc = new_pack()
	with acting_as(make.user(MANAGER)):
		job.fill(doc.name)
		job.fill(doc.name)
		doc.reload()
		assert doc.status == "Done" and doc.reports > 8 and "Checks due" in doc.left_out
		(file,) = frappe.get_list(
			"File", {"attached_to_name": doc.name}, ["name", "is_private"], order_by="name"
		)
		content = frappe.get_doc("File", file.name).get_content()
	assert file.is_private and sha256(content).hexdigest() == doc.sha256
	assert "manifest.json" in opened(content).namelist()
	for role, number in ((CONTROLLER, 1), (OFFICER, 1), ("Auditor", 1), ("Housing Administrator", 1)):
		with acting_as(make.user(role, number=number)):
			assert not frappe.has_permission("Year Pack", "read", doc=doc.name), role
			assert not frappe.get_doc("File", file.name).is_downloadable(), role
			assert not frappe.get_list("File", {"attached_to_name": doc.name}, order_by="name"), role
	with acting_as(make.user(MANAGER)), pytest.raises(StageRuleError):
		doc.update({"to_date": "2016-06-30"}).save()


def test_a_period_that_ends_before_it_begins_is_refused():
	with pytest.raises(frappe.ValidationError, match="not after the last one"):
		new_pack(to_date="2015-12-31")


def test_what_went_wrong_leaves_no_file_and_is_told(committed, year, monkeypatch):
	doc = new_pack()
	frappe.db.commit()
	monkeypatch.setattr(pages, "get_pdf", lambda html, options: 1 / 0)
	with acting_as(make.user(MANAGER)):
		job.carry_out(doc.name)
	frappe.db.rollback()
	doc.reload()
	assert doc.status == "Failed" and "error log" in doc.message and not doc.file
	assert not frappe.db.exists("File", {"attached_to_name": doc.name})


def test_a_pack_that_can_not_be_kept_leaves_the_one_before(committed, year, monkeypatch):
	monkeypatch.setattr(pages, "get_pdf", lambda html, options: html.encode())
	doc = new_pack()
	with acting_as(make.user(MANAGER)):
		job.fill(doc.name)
		frappe.db.commit()
		monkeypatch.setattr(type(frappe.new_doc("File")), "check_max_file_size", lambda file: 1 / 0)
		job.carry_out(doc.name)
		frappe.db.rollback()
		doc.reload()
		assert doc.status == "Failed"
		file = frappe.get_doc("File", {"attached_to_name": doc.name})
		assert sha256(file.get_content()).hexdigest() == doc.sha256


def test_the_command_writes_the_pack_of_a_user(year, monkeypatch, tmp_path):
	monkeypatch.setattr(pages, "get_pdf", lambda html, options: html.encode())
	target = tmp_path / "pack.zip"
	user = frappe.session.user
	try:
		commands.write(2016, make.user(CONTROLLER), target)
	finally:
		frappe.set_user(user)
	assert json.loads(opened(target.read_bytes()).read("manifest.json"))["made_by"] == make.user(CONTROLLER)
	refused = CliRunner().invoke(commands.year_pack, ["1066", "--user", "x"])
	assert refused.exit_code == 2
