"""Who and what a search or a round may choose from, as filters for the platform's own lists."""

import frappe

from oppna_ditt_hem.match_cards import HELD_STAGES


def homes_to_choose(locality: str | None = None, kind: str | None = None) -> list[list]:
	"""Approved homes; the engine tells which of them are free, and from when."""
	filters = [["stage", "=", "Approved"], ["availability", "!=", "Not Available"]]
	filters += [["locality", "=", locality]] if locality else []
	return filters + ([["kind", "=", kind]] if kind else [])


def names_to_choose() -> list[str]:
	"""Names of the approved homes that the user may read."""
	return frappe.get_list("Listing", homes_to_choose(), pluck="name", order_by="name", limit=0)


def households_to_choose(locality: str | None, kind: str | None) -> list[list]:
	filters = [["stage", "=", "Seeking"]]
	filters += [["Wished Locality", "locality", "=", locality]] if locality else []
	return filters + ([["household_kind", "=", kind]] if kind else [])


def housed() -> set[str]:
	"""Households with an offer or a home, whoever may read their placements."""
	filters = {"stage": ["in", HELD_STAGES]}
	return set(frappe.get_all("Placement", filters, pluck="applicant", order_by="name"))
