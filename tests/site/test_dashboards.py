"""The manager's and the economist's dashboards: every card and chart on them has something to say to its reader."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, acting_as, make
from frappe.desk.doctype.dashboard.dashboard import get_permitted_cards, get_permitted_charts
from frappe.desk.doctype.dashboard_chart.dashboard_chart import get as timeline
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.desk.query_report import run
from report_rows import booked, running

READERS = {"Housing manager": MANAGER, "Economist": CONTROLLER}


def value_of(card) -> float:
	"""What the platform's widget shows for a card."""
	if card.type == "Report":
		rows = run(card.report_name, frappe.parse_json(card.filters_json))["result"]
		return sum(row.get(card.report_field) or 0 for row in rows)
	if card.type == "Custom":
		return frappe.get_attr(card.method)()["value"]
	return get_result(card.as_json(), card.filters_json)


def chart_of(chart) -> dict | None:
	if chart.chart_type == "Report":
		return run(chart.report_name, {})["chart"]
	return timeline(chart_name=chart.name, filters=chart.filters_json)


@pytest.mark.parametrize("name", READERS)
def test_all_of_a_dashboard_is_open_to_its_reader(name):
	dashboard = frappe.get_doc("Dashboard", name)
	with acting_as(make.user(READERS[name])):
		assert [one.chart for one in get_permitted_charts(name)] == [one.chart for one in dashboard.charts]
		cards = [one.card for one in get_permitted_cards(name)]
	# The manager sees the worries that were given to them, which the card of those who handle worries counts.
	assert {one.card for one in dashboard.cards} - set(cards) <= {"Concerns to handle"}


def test_cards_and_charts_tell_what_there_is():
	make.listing("Approved", places=4)
	make.placement("Moved In", applicant=make.applicant("Seeking"))
	make.placement("Offered")
	make.applicant("Seeking")
	grant = running("Öppna ditt hem", 300_000, {"Förmedling": 200_000}, year=int(frappe.utils.nowdate()[:4]))
	booked(grant, 1_000.5, frappe.utils.nowdate())
	booked(grant, 20, frappe.utils.nowdate(), docstatus=0)
	expected = {
		MANAGER: {
			"Households waiting": 2,
			"Living in a home now": 1,
			"Live offers": 1,
			"Listings being reviewed": 0,
		},
		CONTROLLER: {"Running grants": 1, "Entries in draft": 1, "Living in a home now": 1},
	}
	for name, role in READERS.items():
		with acting_as(make.user(role)):
			cards = {
				one.card: value_of(frappe.get_doc("Number Card", one.card))
				for one in get_permitted_cards(name)
			}
			assert {card: cards[card] for card in expected[role]} == expected[role]
			if role == MANAGER:
				free = [
					row["free_places"]
					for row in run("Inventory and vacancy", {})["result"]
					if row.get("total")
				]
				assert cards["Free places"] == free[0] > 0
			drawn = {
				one.chart: chart_of(frappe.get_doc("Dashboard Chart", one.chart))
				for one in get_permitted_charts(name)
			}
		empty = {chart for chart, found in drawn.items() if not found}
		assert empty <= {
			"Why offers came to nothing",
			"How placements ended",
			"Where cases stand still",
		}, name
