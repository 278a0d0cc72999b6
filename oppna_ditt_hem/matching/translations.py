"""The app's own catalogue of translations, read without a site."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .words import Translate, untranslated

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def translator(language: str, folder: Path = LOCALE) -> Translate:
	"""Translate from English by `locale/<language>.po`; English where the file, Babel or a message is missing."""
	if language == "en":
		return untranslated
	messages = _messages(folder / f"{language}.po")
	return lambda text: messages.get(text) or text


@lru_cache
def _messages(path: Path) -> dict[str, str]:
	try:
		from babel.messages.pofile import read_po
	except ImportError:
		return {}
	if not path.is_file():
		return {}
	with open(path, "rb") as file:
		return {message.id: message.string for message in read_po(file) if isinstance(message.id, str)}
