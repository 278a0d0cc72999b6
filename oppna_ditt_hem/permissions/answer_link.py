"""Rows of Answer Link: staff all but those about a protected household."""

from oppna_ditt_hem.permissions.rules import PointsAtUnprotected, Rows

ROWS = Rows("Answer Link", staff=PointsAtUnprotected("applicant"))


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
