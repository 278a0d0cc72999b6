"""Sentences the engine says: an English template with named placeholders, and what each placeholder holds.

The engine never words anything itself. It returns a template and parameters that fit in JSON; whoever shows them translates
the template and formats each parameter by its kind, so a frozen reason can be read in another language years later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(text: str) -> str:
	"""Mark `text` for the translators and return it unchanged."""
	return text


PARAMETERS: dict[str, str] = {
	"amount": "money",
	"area": "number",
	"available_from": "from_date",
	"available_to": "to_date",
	"by": "term",
	"choices": "terms",
	"column": "text",
	"columns": "names",
	"count": "number",
	"criterion": "term",
	"day": "date",
	"days": "number",
	"distance": "km",
	"earliest": "date",
	"family": "text",
	"field": "term",
	"first_year": "text",
	"free": "number",
	"held": "number",
	"highest": "money",
	"highest_people": "number",
	"highest_points": "number",
	"home": "home",
	"household": "household",
	"household_kind": "term",
	"household_languages": "languages",
	"home_languages": "languages",
	"key": "text",
	"kind": "term",
	"languages": "languages",
	"last": "to_date",
	"last_day": "date",
	"last_year": "text",
	"least": "number",
	"limit": "number",
	"listing": "text",
	"locality": "text",
	"longest": "number",
	"lowest": "money",
	"months": "number",
	"move_in": "date",
	"names": "names",
	"other": "text",
	"other_home": "home",
	"parameter": "text",
	"people": "number",
	"per_day": "money",
	"percent": "number",
	"place": "text",
	"places": "number",
	"points": "number",
	"policy": "term",
	"problem": "sentence",
	"registered_on": "date",
	"rent": "money",
	"rooms": "number",
	"row": "text",
	"services": "terms",
	"shortest": "number",
	"size": "number",
	"spare": "number",
	"value": "text",
	"wanted_from": "from_date",
	"wanted_to": "to_date",
	"wished": "names",
}
"""Placeholder -> kind: money, date, from_date, to_date, number, km, term, terms, languages, names, sentence (a Text), text;
household and home are names of rows, which whoever shows them may put a title to."""

NOW = N_("now")
UNTIL_FURTHER_NOTICE = N_("until further notice")
NONE_GIVEN = N_("none given")
NOT_GIVEN = N_("not given")

Translate = Callable[[str], str]
Show = Callable[[Any, str, Translate], str]
"""(value, kind, translate) -> how one parameter is written."""


def untranslated(text: str) -> str:
	return text


class Said:
	"""Anything with a template and parameters, put in words when it is shown."""

	template: str
	params: Mapping[str, Any]

	def text(self, translate: Translate = untranslated, show: Show | None = None) -> str:
		return render(self.template, self.params, translate, show)


@dataclass(frozen=True)
class Text(Said):
	"""One sentence: a template and its parameters."""

	template: str
	params: Mapping[str, Any] = field(default_factory=dict)

	def say(self, translate: Translate = untranslated) -> str:
		return render(self.template, self.params, translate)

	def as_dict(self) -> dict[str, Any]:
		return {"template": self.template, "params": dict(self.params)}


def render(
	template: str,
	params: Mapping[str, Any],
	translate: Translate = untranslated,
	show: Show | None = None,
) -> str:
	"""The sentence in the reader's words.

	`show(value, kind, translate)` formats one parameter; the kind is looked up in `PARAMETERS`.
	"""
	show = show or show_plain
	shown = {name: show(value, PARAMETERS.get(name, "text"), translate) for name, value in params.items()}
	return translate(template).format(**shown)


def show_plain(value: Any, kind: str, translate: Translate = untranslated) -> str:
	"""Format without a locale library: ISO dates, a space between thousands, kronor."""
	if value is None or value == "":
		return translate({"from_date": NOW, "to_date": UNTIL_FURTHER_NOTICE}.get(kind, NOT_GIVEN))
	shower = _SHOWERS.get(kind)
	return shower(value, translate) if shower else str(value)


def number(value: float) -> str:
	"""1234.5 -> "1 234,5", as Swedes write it, with spaces that do not break a line."""
	rounded = round(float(value), 1)
	digits = f"{rounded:,.1f}".removesuffix(".0")
	return digits.replace(",", "\u00a0").replace(".", ",")


def _join(values: Any, each: Callable[[str], str], translate: Translate) -> str:
	return ", ".join(each(value) for value in values) or translate(NONE_GIVEN)


_SHOWERS: dict[str, Callable[[Any, Translate], str]] = {
	"money": lambda value, translate: f"{number(value)}\u00a0kr",
	"km": lambda value, translate: f"{number(value)}\u00a0km",
	"number": lambda value, translate: number(value),
	"sentence": lambda value, translate: value.say(translate),
	"term": lambda value, translate: translate(value),
	"terms": lambda value, translate: _join(value, translate, translate),
	"languages": lambda value, translate: _join(
		value, lambda code: language_name(code, translate), translate
	),
	"names": lambda value, translate: _join(value, str, translate),
}

LANGUAGES: dict[str, str] = {
	"am": N_("Amharic"),
	"ar": N_("Arabic"),
	"bs": N_("Bosnian"),
	"ckb": N_("Kurdish (Sorani)"),
	"de": N_("German"),
	"en": N_("English"),
	"es": N_("Spanish"),
	"fa": N_("Persian"),
	"fi": N_("Finnish"),
	"fr": N_("French"),
	"ku": N_("Kurdish (Kurmanji)"),
	"pl": N_("Polish"),
	"prs": N_("Dari"),
	"ps": N_("Pashto"),
	"ru": N_("Russian"),
	"so": N_("Somali"),
	"sv": N_("Swedish"),
	"th": N_("Thai"),
	"ti": N_("Tigrinya"),
	"tr": N_("Turkish"),
	"uk": N_("Ukrainian"),
	"ur": N_("Urdu"),
}
"""Language code -> English name, for those that newcomers and landlords are likeliest to speak."""


def language_name(code: str, translate: Translate = untranslated) -> str:
	return translate(LANGUAGES[code]) if code in LANGUAGES else code
