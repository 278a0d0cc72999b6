"""Rows of Year Pack: one's own alone, since a pack holds what its maker may see."""

from oppna_ditt_hem.permissions.rules import IsUser, Rows

ROWS = Rows("Year Pack", staff=IsUser("owner"))


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
