"""How long a case may stand in a stage, to begin with; the administrator's from then on.

A limit that is not wanted is set to 0 days: a row that is removed comes back with the next release.
"""

import frappe

PARENT = {"parent": "Housing Settings", "parenttype": "Housing Settings", "parentfield": "stage_limits"}
# (case, stage, days until the owner is asked, days more until the managers are)
SEEDS = (
	("Listing", "Submitted", 5, 5),
	("Listing", "Returned", 14, 7),
	("Listing", "Inspection", 14, 7),
	("Applicant", "New", 5, 5),
	("Applicant", "Assessment", 14, 7),
	("Applicant", "Ready", 7, 7),
	("Placement", "Proposed", 5, 5),
	("Placement", "Accepted", 5, 5),
	("Placement", "Meeting", 10, 5),
	("Placement", "Contract", 14, 7),
	("Grant", "Granted", 30, 14),
	("Grant", "Final Report", 30, 14),
	("Grant", "Reclaimed", 30, 14),
)


def create() -> None:
	"""Create each limit that is missing."""
	rows = frappe.get_all("Stage Limit", PARENT, ["document_type", "stage"], order_by="idx")
	there = {(row.document_type, row.stage) for row in rows}
	missing = [seed for seed in SEEDS if seed[:2] not in there]
	for place, (doctype, stage, days, more) in enumerate(missing, start=len(rows) + 1):
		values = {"document_type": doctype, "stage": stage, "days": days, "escalate_days": more, "idx": place}
		# Saving the settings as well would store every other default as if somebody had chosen it.
		frappe.get_doc({"doctype": "Stage Limit", **PARENT, **values}).db_insert()
