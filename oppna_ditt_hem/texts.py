"""Text that people outside the office write: made harmless for wherever it is taken, as typed, and as the platform keeps it."""

import re

from bs4 import BeautifulSoup
from frappe.utils import escape_html, validate_email_address

LEADS = re.compile(r"^[\s=+@\u200b\ufeff]+")
"""A cell that begins so is a formula to a spreadsheet program, and the office exports what it reads."""
TAG = re.compile(r"<(?=[a-zA-Z/!?])")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table")
NOT_SAID = ("script", "style", "blockquote")
"""What a letter carries along besides what somebody has written in it."""


def harmless(text: str | None) -> str:
	"""The text without unseen characters and without what would make it a formula; a dash stays one to the eye."""
	clean = LEADS.sub("", UNSEEN.sub("", text or ""))
	return "–" + clean[1:] if clean.startswith("-") else clean


def for_field(text: str | None) -> str:
	"""The harmless text for a field of a document, with what would be a tag to the platform as one only to the eye.

	Of a text with a tag in it the platform keeps something else than was written: codes, or nothing.
	"""
	return TAG.sub("‹", harmless(text))


def single_address(typed: str) -> str:
	"""The e-mail address that was typed, if it is one and nothing besides; otherwise empty.

	The platform also takes a list, and a name with an address: neither is what a login is called or a limit counts by.
	"""
	address = typed.strip()
	is_one = address and "," not in address and validate_email_address(address) == address
	return address if is_one else ""


def plain(content: str | None) -> str:
	"""What a message says, as text; what it quotes is in the thread already."""
	soup = BeautifulSoup(content or "", "html.parser")
	for tag in soup(NOT_SAID):
		tag.decompose()
	for tag in soup("br"):
		tag.replace_with("\n")
	for tag in soup(BLOCKS):
		tag.append("\n")
	lines = [line.strip() for line in soup.get_text().splitlines()]
	return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip()


def as_content(text: str) -> str:
	"""What somebody has typed, as the content of a Communication, in which markup is text."""
	return "<br>".join(escape_html(text).splitlines())
