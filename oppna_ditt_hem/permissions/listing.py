"""Rows of Listing: staff all, a portal landlord their own; a new one is theirs once it is saved."""

from oppna_ditt_hem.permissions.rules import BelongsTo, Empty, Everything, Rows

OWN = BelongsTo("landlord", "Landlord")
ROWS = Rows(
	"Listing",
	staff=Everything(),
	portal=(("Landlord", OWN),),
	# The controller sets the landlord from the session after this check.
	new=(("Landlord", Empty("landlord") | OWN),),
)


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
