"""Rows of Applicant: staff all but protected identities, a portal household its own."""

from oppna_ditt_hem.permissions.rules import IsUser, Rows, Unprotected

ROWS = Rows("Applicant", staff=Unprotected(), portal=(("Applicant", IsUser("user")),))


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
