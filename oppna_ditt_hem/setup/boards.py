"""The age boards: the platform's Kanban by stage, with the days in the stage on each card.

A board belongs to no module, so it is created here if missing, and is the administrator's from then on.
"""

import json

import frappe

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.setup.desk import delete
from oppna_ditt_hem.setup.missing import create_if_missing

# (document type, name, stages as columns with their colours, fields on the card beside the title)
BOARDS = (
	(
		"Placement",
		N_("Placements by stage"),
		{
			"Proposed": "Gray",
			"Offered": "Orange",
			"Accepted": "Blue",
			"Meeting": "Blue",
			"Contract": "Purple",
			"Moved In": "Green",
			"Notice Given": "Red",
		},
		("stage_since", "officer", "from_date"),
	),
	(
		"Listing",
		N_("Homes by stage"),
		{
			"Submitted": "Orange",
			"Returned": "Yellow",
			"Inspection": "Blue",
			"Approved": "Green",
			"Paused": "Gray",
		},
		("stage_since", "locality", "availability"),
	),
	(
		"Applicant",
		N_("Households by stage"),
		{"New": "Orange", "Assessment": "Blue", "Ready": "Purple", "Seeking": "Green", "Dormant": "Gray"},
		("stage_since", "household_size", "must_receive_by"),
	),
)


def create() -> None:
	"""Create each board that is missing."""
	for doctype, name, columns, fields in BOARDS:
		columns_shown = [
			{"column_name": stage, "indicator": colour, "status": "Active"}
			for stage, colour in columns.items()
		]
		values = {
			"kanban_board_name": name,
			"private": 0,
			"show_labels": 1,
			"fields": json.dumps(fields),
			"columns": columns_shown,
		}
		create_if_missing("Kanban Board", {"reference_doctype": doctype, "field_name": "stage"}, values)


def remove() -> None:
	"""Delete every board of our document types, people's own as well."""
	ours = [board[0] for board in BOARDS] + ["Grant"]
	for name in frappe.get_all(
		"Kanban Board", {"reference_doctype": ["in", ours]}, pluck="name", order_by="name"
	):
		delete("Kanban Board", name)
