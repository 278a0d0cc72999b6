"""Rows of Match Proposal: staff only, none that leads to a protected identity."""

from oppna_ditt_hem.permissions.rules import PointsAtUnprotected, Rows

ROWS = Rows("Match Proposal", staff=PointsAtUnprotected("applicant"))


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
