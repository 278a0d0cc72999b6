"""Rows of Placement: either party sees its own from the offer on; before that it is a draft of the office."""

from oppna_ditt_hem.permissions.rules import BelongsTo, Filled, IsNot, PointsAtUnprotected, Rows

# A proposal that was withdrawn has left the stage Proposed without ever having been offered.
OFFERED = IsNot("stage", ("Proposed",)) & Filled("offered_on")
# What a landlord may know of at all, whoever they are.
TO_LANDLORD = OFFERED & PointsAtUnprotected("applicant")
ROWS = Rows(
	"Placement",
	staff=PointsAtUnprotected("applicant"),
	portal=(
		("Landlord", BelongsTo("landlord", "Landlord") & TO_LANDLORD),
		("Applicant", BelongsTo("applicant", "Applicant") & OFFERED),
	),
)


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
