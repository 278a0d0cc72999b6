"""Rows of Concern: none that leads to a protected identity; who may read at all stands in DocPerm."""

from oppna_ditt_hem.permissions.rules import PointsAtUnprotected, Rows

ROWS = Rows("Concern", staff=PointsAtUnprotected("applicant") & PointsAtUnprotected("placement", "Placement"))


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
