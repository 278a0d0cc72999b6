"""The municipality's name, logo, colour and contact, from Housing Settings."""

import re

import frappe
from frappe import _

COLOUR = "#1b5566"
WHITE, INK = "#ffffff", "#1a1f24"
LEAST_CONTRAST = 4.5
"""WCAG 2.1, 1.4.3: of text against what is behind it."""


def of_municipality() -> dict:
	"""Everything that the frame of a page shows about who is behind it."""
	settings = frappe.get_cached_doc("Housing Settings")
	colour = settings.portal_colour if is_colour(settings.portal_colour) else COLOUR
	return {
		"name": _("{0} municipality").format(settings.municipality or "Vansbro"),
		"logo": settings.portal_logo or "",
		"colour": colour,
		"on_colour": WHITE if contrast(colour, WHITE) >= contrast(colour, INK) else INK,
		# A light colour still fills a button, but text in it could not be read.
		"link": colour if contrast(colour, WHITE) >= LEAST_CONTRAST else INK,
		"contact_name": settings.contact_name or "",
		"contact_phone": settings.contact_phone or "",
		"contact_email": settings.contact_email or "",
	}


def is_colour(text: str | None) -> bool:
	return bool(re.fullmatch(r"#[0-9a-fA-F]{6}", text or ""))


def contrast(first: str, second: str) -> float:
	"""Contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
	light, dark = sorted((luminance(first), luminance(second)), reverse=True)
	return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
	parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
	red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
