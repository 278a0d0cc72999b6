"""A serious worry stops a home or a placement at once, until whoever handles worries has finished."""

import frappe
from frappe import _

from oppna_ditt_hem import holding
from oppna_ditt_hem.refusals import refuse


class StoppedError(frappe.ValidationError):
	"""A serious worry about the home or the placement is being handled."""


def apply(concern) -> None:
	"""Stop what an open concern of high severity names, and let go of what no such concern names any more."""
	before = concern.get_doc_before_save() or frappe._dict()
	for listing in {*listings_of(concern), *listings_of(before)}:
		holding.lock(listing, None)
		frappe.db.set_value(
			"Listing", listing, "stopped", is_stopped("listing", listing), update_modified=False
		)
		holding.recompute(listing)
	for name in {concern.placement, before.placement} - {None, ""}:
		frappe.db.set_value(
			"Placement", name, "stopped", is_stopped("placement", name), update_modified=False
		)


def listings_of(concern) -> list[str]:
	"""The home a concern names, or all homes of the landlord it names alone."""
	if concern.get("listing"):
		return [concern.listing]
	landlord = concern.get("landlord")
	if not landlord:
		return []
	return frappe.get_all("Listing", {"landlord": landlord}, pluck="name", order_by="name")


def is_stopped(field: str, name: str) -> bool:
	"""Whether an open concern of high severity names a listing (itself or through its landlord) or a placement."""
	serious = {"severity": "High", "status": ["!=", "Handled"]}
	if frappe.db.exists("Concern", {**serious, field: name}):
		return True
	if field != "listing":
		return False
	landlord = frappe.db.get_value("Listing", name, "landlord")
	named = {"landlord": landlord, "listing": ["is", "not set"]}
	return bool(frappe.db.exists("Concern", {**serious, **named}))


def refuse_stopped(placement) -> None:
	"""Refuse to go on with a placement that is stopped, or whose home is.

	Raises:
		StoppedError: says who lets it go, and nothing of the worry.
	"""
	home = frappe.db.get_value("Listing", placement.listing, "stopped")
	if home or frappe.db.get_value("Placement", placement.name, "stopped"):
		refuse(
			_(
				"{0} is stopped, because of a serious worry that is being handled. Ask {1}; it goes on when they are done."
			).format(
				frappe.bold(placement.listing if home else placement.name), frappe.bold(_("Concern Handler"))
			),
			StoppedError,
			_("Stopped"),
		)
