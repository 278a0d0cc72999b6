"""What homes cost a household, side by side: the card, and the paper in the household's language."""

import io
import re

import frappe
import pytest
from factories import acting_as, make, make_user
from frappe.utils import nowdate
from permission_routes import call
from pypdf import PdfReader
from test_law_of_agreement import draw_up

from oppna_ditt_hem.agreements import net_cost
from oppna_ditt_hem.agreements.cost_paper import TITLE, cost_paper
from oppna_ditt_hem.agreements.household_words import LANGUAGES, translator
from oppna_ditt_hem.refusals import StageRuleError

OFFICER = "Housing Officer"
ALL = {f"includes_{cost}": 1 for cost in ("heating", "electricity", "water", "internet")}
STREET = "Uvstigen 19"


def homes() -> list:
	return [
		make.listing("Approved", kind="Room", rent=3000, places=1, **ALL),
		make.listing("Approved", kind="Flat", rent=5500, title=f"Lägenhet {STREET}", **ALL),
		make.listing("Approved", kind="House", rent=6200, **ALL),
	]


def single(**values):
	return make.applicant("Seeking", monthly_income=6776, preferred_language="ar", **values)


def shown(case, chosen=(), role=OFFICER):
	names = frappe.as_json([home.name for home in chosen]) if chosen else None
	with acting_as(make_user(role)):
		return net_cost.shown(case.doctype, case.name, names)


def amounts(card) -> dict:
	return {
		row["key"]: ["".join(filter(str.isdigit, cell["amount"])) for cell in row["cells"]]
		for row in card["rows"]
	}


def test_three_homes_side_by_side_are_the_worked_example():
	room, flat, house = homes()
	card = shown(single(), (room, flat, house))
	assert amounts(card) == {
		"rent": ["3000", "5500", "6200"],
		"extra": ["0", "0", "0"],
		"allowance": ["0", "3700", "3900"],
		"net": ["3000", "1800", "2300"],
		"left": ["3776", "4976", "4476"],
	}
	assert flat.title in card["cheapest"] and card["ask"] == [[], [], []]
	allowance = card["rows"][2]["cells"]
	assert (
		"room" in allowance[0]["text"]
		and "2017:819" in allowance[1]["reference"]
		and allowance[1]["verified"]
	)
	assert all(row["explanation"] for row in card["rows"]) and card["language"] == "ar"
	with pytest.raises(StageRuleError, match="three homes"):
		shown(make.placement(listing=make.listing("Approved"), applicant=single()), (room, flat, house))


def test_what_is_not_known_is_a_question_and_no_number():
	home = make.listing("Approved", **ALL)
	stay = make.placement(listing=home, applicant=make.applicant("Seeking", establishment_allowance=0))
	frappe.db.set_value("Listing", home.name, "rent", 0)
	card = shown(stay)
	assert amounts(card)["net"] == [""] and card["cheapest"] == ""
	asked = " ".join(card["ask"][0])
	assert "rent" in asked and "income" in asked
	# What a rent leaves out costs what the administrator has filled in for the matching, and is asked until then.
	cold = make.listing("Approved", rent=5500, **{**ALL, "includes_heating": 0})
	assert "Heating" in " ".join(shown(single(), (cold,))["ask"][0])
	rule = frappe.get_doc("Matching Criterion", {"rule": "net_cost_ceiling"})
	rule.db_set("parameters", frappe.as_json({**frappe.parse_json(rule.parameters), "heating": 900}))
	assert amounts(shown(single(), (cold,)))["net"] == ["2700"]


def test_the_card_of_a_case_has_the_homes_that_are_proposed_beside_it():
	family, (room, flat, house) = single(), homes()
	stay = make.placement(listing=room, applicant=family)
	proposal = make.proposal(family, flat)
	make.proposal(family, house)
	assert {home["name"] for home in shown(stay)["homes"]} == {room.name, flat.name, house.name}
	assert shown(proposal)["homes"][0]["name"] == flat.name
	assert [home["name"] for home in shown(stay, (house,))["homes"]] == [room.name, house.name]


def test_an_unverified_amount_is_marked():
	frappe.db.set_value(
		"Legal Parameter", {"key": "housing_allowance_floor", "valid_to": ["is", "not set"]}, "mark", "S"
	)
	card = shown(single(), homes())
	assert not any(cell["verified"] for row in card["rows"][2:] for cell in row["cells"])
	assert all(cell["verified"] for cell in card["rows"][0]["cells"])


def test_a_signed_agreement_keeps_its_amounts():
	stay = draw_up(make.placement("Meeting", listing=homes()[1], applicant=single()), agreed_rent=5500)
	before = amounts(shown(stay))
	frappe.db.set_value("Legal Parameter", {"key": "housing_allowance_floor"}, "value", "1000")
	assert amounts(shown(stay)) == before and before["net"] == ["1800"]
	assert amounts(shown(single(), homes()))["net"] != ["3000", "1800", "2300"]


def test_income_is_shown_to_those_who_may_read_it():
	room, _flat, _house = homes()
	stay = make.placement("Offered", listing=room, applicant=single())
	assert shown(stay, role="Auditor") is None
	with acting_as(make_user("Auditor")), pytest.raises(frappe.PermissionError):
		cost_paper(stay)
	with acting_as(make_user("Landlord")), pytest.raises(frappe.PermissionError):
		net_cost.shown("Placement", stay.name)
	hidden = make.applicant("Seeking", monthly_income=1, protection="Sekretessmarkering")
	with pytest.raises(frappe.PermissionError):
		shown(hidden, (room,))
	with acting_as(make_user(OFFICER)), pytest.raises(frappe.PermissionError):
		net_cost.shown("Landlord", room.landlord)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_in_the_language_of_the_print_and_names_no_address(language):
	room, flat, _house = homes()
	make.proposal(family := single(), flat)
	stay = make.placement(listing=room, applicant=family)
	with acting_as(make_user(OFFICER)):
		frappe.local.lang = language
		paper = cost_paper(stay)
	assert paper.direction == ("rtl" if language in ("ar", "fa") else "ltr")
	assert [row.cells[1].amount for row in paper.rows][1:4] == [
		"0\u00a0kr",
		"3\u00a0700\u00a0kr",
		"1\u00a0800\u00a0kr",
	]
	assert STREET not in str(paper) and "Vansbro" in paper.homes[1].title
	assert (paper.title == "What the homes cost you") == (language == "en")
	plain = re.sub("<[^>]+>", "", paper.title)
	assert plain == translator(language)(TITLE) and ("<span" in paper.title) == (paper.direction == "rtl")
	assert bool(paper.unchecked) == (language not in ("sv", "en"))


def test_the_paper_comes_as_pdf_in_every_script(committed, http):
	room, flat, _house = homes()
	stay = make.placement(listing=room, applicant=single())
	frappe.db.commit()
	session = http(make_user(OFFICER))
	for language, word in (("sv", "Hyra"), ("uk", "Оренда"), ("ti", "ክራይ"), ("so", "Kirada"), ("ar", "kr")):
		ask = {"doctype": "Placement", "name": stay.name, "format": "What the home costs", "_lang": language}
		homes_asked = frappe.as_json([flat.name])
		answer = call(
			session, "frappe.utils.print_format.download_pdf", no_letterhead=1, homes=homes_asked, **ask
		)
		assert answer.ok and answer.content.startswith(b"%PDF"), answer.text[:300]
		pages = PdfReader(io.BytesIO(answer.content)).pages
		text = " ".join(" ".join(page.extract_text() for page in pages).split())
		assert word in text and "5" in text and (language == "ar" or nowdate()[:4] in text), (
			language,
			text[:200],
		)
