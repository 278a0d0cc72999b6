"""Puts the story's time into the stage log, which the program has written within the minute of the loading.

Where the story knows the day of a step, that day counts; the steps between lie evenly between those that are known.
"""

from datetime import datetime

import frappe
from frappe.utils import get_datetime, now_datetime

from oppna_ditt_hem.stage_log import days_between

# The fields that tell on which day a stage was entered.
KNOWN = {
	("Placement", "Offered"): "offered_on",
	("Placement", "Contract"): "contract_signed_on",
	("Placement", "Moved In"): "from_date",
	("Placement", "Notice Given"): "notice_received_on",
	("Placement", "Ended"): "ended_on",
	("Placement", "Broken Down"): "ended_on",
	("Listing", "Approved"): "inspected_on",
	("Grant", "Granted"): "decided_on",
}


def tell(doctype: str, name: str) -> None:
	"""Give the log of one case, and the day of its present stage, the story's times."""
	doc = frappe.get_doc(doctype, name)
	of_case = {"reference_doctype": doctype, "reference_name": name}
	rows = frappe.get_all("Stage Log", of_case, ["name", "to_stage"], order_by="changed_on, creation")
	times = times_of(doc, [row.to_stage for row in rows])
	for number, row in enumerate(rows):
		values = {"changed_on": times[number]}
		if number:
			values["days_before"] = days_between(times[number - 1], times[number])
		if number + 1 < len(rows):
			values["left_on"] = times[number + 1]
		frappe.db.set_value("Stage Log", row.name, values, update_modified=False)
	frappe.db.set_value(doctype, name, "stage_since", times[-1], update_modified=False)


def times_of(doc, stages: list[str]) -> list[datetime]:
	"""When each stage was entered: never before the one before it, and never after now."""
	known = {0: get_datetime(doc.creation)}
	for number, stage in enumerate(stages):
		field = KNOWN.get((doc.doctype, stage))
		if number and field and doc.get(field):
			known[number] = get_datetime(doc.get(field))
	known.setdefault(len(stages), now_datetime())
	times = [between(known, number) for number in range(len(stages))]
	return rising(times)


def between(known: dict[int, datetime], number: int) -> datetime:
	before = max(place for place in known if place <= number)
	after = min(place for place in known if place >= number)
	if before == after:
		return known[number]
	share = (number - before) / (after - before)
	return known[before] + (known[after] - known[before]) * share


def rising(times: list[datetime]) -> list[datetime]:
	now, told = now_datetime(), []
	for time in times:
		earliest = told[-1] if told else datetime.min
		told.append(max(min(time, now), earliest))
	return told
