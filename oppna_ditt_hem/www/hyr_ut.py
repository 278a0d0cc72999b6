"""The front page for landlords: why, how, what is safe, who answers, and what letting gives."""

import frappe
from frappe import _
from frappe.utils import get_url

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import calculator, page

no_cache = 1
sitemap = 1


def get_context(context) -> None:
	page.show(context, N_("Let your home to a family that has just come to Sweden"), build, guests=True)


def build() -> dict:
	return {
		"calculated": calculator.answer(frappe.form_dict),
		"labels": calculator.labels(),
		"parts_let": calculator.parts(),
		"tenures": [(name, _(name)) for name in calculator.TENURES],
		"indexable": not frappe.request.query_string,
		"canonical": get_url(page.HOME),
		"description": _(
			"Let a room, a flat or a house through the municipality. It is free, and you choose yourself."
		),
	}
