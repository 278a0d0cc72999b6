"""Rows of Match Proposal: staff only, none that leads to a protected identity or to a run with one in it."""

from oppna_ditt_hem.permissions.rules import PointsAtUnprotected, Rows

ROWS = Rows(
	"Match Proposal",
	staff=PointsAtUnprotected("applicant") & PointsAtUnprotected("matching_run", "Matching Run"),
)


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
