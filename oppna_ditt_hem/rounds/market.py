"""Who takes part in a round: as far as the person who starts it may see them."""

from dataclasses import dataclass

import frappe
from frappe import _

from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.candidates import names_to_choose
from oppna_ditt_hem.match_cards import HELD_STAGES, active_placements
from oppna_ditt_hem.matching.tables import Market
from oppna_ditt_hem.refusals import refuse


@dataclass(frozen=True)
class Candidates:
	"""Names of the households and homes of a round; `protected` where one of them has a protected identity."""

	households: list[str]
	listings: list[str]
	protected: bool

	def include(self, household: str, listing: str) -> bool:
		"""Whether both of a pair take part."""
		return household in self.households and listing in self.listings

	def market(self) -> Market:
		"""Their columns today. Raises BadInput."""
		return matchmaking.build(
			matchmaking.households_named(self.households), matchmaking.listings_named(self.listings)
		)


def candidates() -> Candidates:
	"""Seeking households without an offer or a home, and approved homes, that the current user may see.

	A protected household takes part only where a person cleared for it starts the round: what nobody in
	particular starts, such as a scheduled round, is for everybody to read.

	Raises:
		frappe.PermissionError: the user may read neither of the two, or has been disabled.
	"""
	user = frappe.session.user
	if not frappe.db.get_value("User", user, "enabled"):
		refuse(
			_("{0} is disabled, so nothing can be read on that account.").format(user), frappe.PermissionError
		)
	filters = {"stage": "Seeking"}
	if user == "Administrator":
		filters["protected_identity"] = 0
	seekers = frappe.get_list("Applicant", filters, pluck="name", order_by="name", limit=0)
	housed = active_placements("applicant", seekers, HELD_STAGES)
	waiting = [name for name in seekers if name not in housed]
	return Candidates(waiting, names_to_choose(), has_protected(waiting))


def has_protected(households: list[str]) -> bool:
	return bool(frappe.db.exists("Applicant", {"name": ["in", households], "protected_identity": 1}))
