"""Text that a landlord has written, made harmless for wherever the office takes it later."""

import re

LEADS = re.compile(r"^[\s=+@\u200b\ufeff]+")
"""A cell that begins so is a formula to a spreadsheet program, and the office exports what it reads."""
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def harmless(text: str | None) -> str:
	"""The text without unseen characters and without what would make it a formula; a dash stays one to the eye."""
	clean = LEADS.sub("", UNSEEN.sub("", text or ""))
	return "–" + clean[1:] if clean.startswith("-") else clean
