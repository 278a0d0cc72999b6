"""The words of the papers for households, in the languages that the Desk isn't translated to.

A file each: template to translation. A sentence without its translation comes in English rather than not at all.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from frappe import _

WORDS = Path(__file__).parent
LANGUAGES = {
	"sv": "Svenska",
	"en": "English",
	"ar": "العربية",
	"fa": "فارسی",
	"ti": "ትግርኛ",
	"so": "Soomaali",
	"uk": "Українська",
}
"""Language code -> its own name, for those there is a paper in."""
READS = {"prs": "fa"}
"""Who speaks the first reads the second: Dari and Persian are written alike."""
RIGHT_TO_LEFT = ("ar", "fa")
UNCHECKED = ("ar", "fa", "ti", "so", "uk")
"""Translations that no native speaker has read yet; the paper says so in its language."""


def language_for(code: str | None) -> str:
	"""The language of the paper for somebody who speaks a language; Swedish where there is none in it."""
	code = (code or "").split("-")[0]
	code = READS.get(code, code)
	return code if code in LANGUAGES else "sv"


@lru_cache
def words_of(language: str) -> Mapping[str, str]:
	return json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))


def translator(language: str) -> Callable[[str], str]:
	if language == "en":
		return str
	if language == "sv":
		return lambda text: _(text, "sv")
	words = words_of(language)
	return lambda text: words.get(text, text)


WORD = re.compile(r"(?:&#?\w+;|[^ .,;:()?؟،·])+|[.,;:()?؟،·]")
"""A word, with what HTML writes as &amp; left whole, or a sign between words."""
LATIN = re.compile(r"[0-9A-Za-zÅÄÖåäö]")


def word_by_word(text: str) -> str:
	"""A line from right to left with each word in an element of its own, those in Latin letters or digits from left to right.

	The platform's PDF engine misplaces a line that mixes Arabic letters with a full stop or with Latin letters; a word alone
	is drawn where it belongs.

	Args:
		text: as HTML without elements.
	"""

	def element(word: re.Match) -> str:
		return f"<span{' dir=ltr' if LATIN.match(word[0]) else ''}>{word[0]}</span>"

	return WORD.sub(element, text)
