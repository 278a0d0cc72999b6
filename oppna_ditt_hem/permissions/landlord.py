"""Rows of Landlord: staff all, a portal landlord their own record."""

from oppna_ditt_hem.permissions.rules import Everything, IsUser, Rows

ROWS = Rows("Landlord", staff=Everything(), portal=(("Landlord", IsUser("user")),))


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
