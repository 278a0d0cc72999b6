"""Rows of Matching Run: staff only, none made for a protected identity or with one in it."""

from oppna_ditt_hem.permissions.rules import PointsAtUnprotected, Rows, Unprotected

ROWS = Rows("Matching Run", staff=PointsAtUnprotected("applicant") & Unprotected())


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
