"""Numbers as people type them: "5 200", "5200 kr", "5.200,50"."""

import re

from frappe import _

from oppna_ditt_hem.matching.words import number

A_RENT, A_FEW = 5200, 4
"""What an example of an amount, and of a number of people or things, looks like."""
THOUSANDS = re.compile(r"^\d{1,3}([ .]\d{3})+(?=,|$)")
THOUSANDS_IN_ENGLISH = re.compile(r"^\d{1,3}(,\d{3})+$")
"""Nobody writes an amount or a number of things with three decimals, so "5,200" is how it is written in English."""


def read(text: str | None) -> float | None:
	"""The number in a text; None where it is none."""
	plain = re.sub(r"[\s\u00a0\u202f]", " ", str(text or "")).strip().lower()
	plain = re.sub(r"\s*(kr|kronor|:-|sek|m2|m²|kvm)\.?$", "", plain).strip()
	if THOUSANDS.match(plain):
		plain = plain.replace(".", "")
	if THOUSANDS_IN_ENGLISH.match(plain):
		plain = plain.replace(",", "")
	plain = plain.replace(" ", "").replace(",", ".")
	return float(plain) if re.fullmatch(r"-?\d{1,9}(\.\d{1,4})?", plain) else None


def between(text: str | None, least: float, most: float, whole: bool = False) -> tuple[float | None, str]:
	"""The number, and what is wrong with it; one of the two is empty."""
	found = read(text)
	if found is None:
		such = A_RENT if most > A_RENT else max(least, min(most, A_FEW))
		return None, _("Write a number with digits, such as {0}.").format(number(such))
	if whole and found != int(found):
		return None, _("Write a whole number.")
	if not least <= found <= most:
		return None, _("Write a number from {0} to {1}.").format(number(least), number(most))
	return found, ""
