"""The table of permission_matrix.txt, read, and what it takes to try it."""

from pathlib import Path

ROLES = (
	"Housing Officer",
	"Housing Manager",
	"Grant Controller",
	"Housing Administrator",
	"Auditor",
	"Concern Handler",
	"Protected Identity Officer",
	"Landlord",
	"Applicant",
	"",
	"Guest",
)
SINGLES = ("Housing Settings", "Matching Settings")
SUBMITTABLE = ("Grant Entry", "Cost Allocation")
LEADS_TO_HOUSEHOLD = (
	"Applicant",
	"Placement",
	"Match Proposal",
	"Matching Run",
	"Concern",
	"Stage Log",
	"Answer Link",
)
# What is sent to change a document: a field that no rule but permission guards.
WRITES = {
	"Landlord": {"contact_person": "Rut Uvberg"},
	"Listing": {"house_rules": "No shoes indoors."},
	"Applicant": {"helped_by": "The parish"},
	"Placement": {"meeting_place": "The library"},
	"Grant": {"purpose": "Brokering"},
	"Grant Entry": {"description": "Interpreter"},
	"Grant Rate": {"basis": "The payroll office"},
	"Cost Allocation": {"description": "Rent of the hall"},
	"Grant Report": {"comment": "On time"},
	"Matching Criterion": {"explanation": "The rent is low"},
	"Matching Run": {"title": "Another search"},
	"Match Proposal": {"drop_reason": "Too far"},
	"Matching Settings": {"proposals_shown": 10},
	"Housing Settings": {"contact_name": "Rut Uvberg"},
	"Legal Parameter": {"unit": "SEK"},
	"Locality": {"source": "SCB"},
	"Reason Code": {"explanation": "Seldom used"},
	"Concern": {"measure": "Rung the landlord"},
	"Stage Log": {"days_before": 0},
	"Answer Link": {"answer": "Yes"},
	"Year Pack": {"note": "For the archive"},
}

TABLE = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")


def columns_of(doctype: str) -> tuple[str, ...]:
	return ("own", "others", *(("protected",) if doctype in LEADS_TO_HOUSEHOLD else ()))


def parsed(table: str) -> dict[str, dict[str, tuple[str, ...]]]:
	expected: dict[str, dict[str, tuple[str, ...]]] = {}
	for line in table.splitlines():
		if line and line[0] != "#":
			doctype, role, *cells = (cell.strip() for cell in line.split("|"))
			expected.setdefault(doctype, {})["" if role == "no role" else role] = tuple(cells)
	return expected


def lines(doctype: str, roles: dict[str, tuple[str, ...]]) -> list[str]:
	"""The table's own way of writing, so that a failing test shows which line differs."""
	return [
		" | ".join((doctype.ljust(18), (role or "no role").ljust(26), *cells)).rstrip()
		for role, cells in roles.items()
	]


EXPECTED = parsed(TABLE)
DOCTYPES = tuple(WRITES)
