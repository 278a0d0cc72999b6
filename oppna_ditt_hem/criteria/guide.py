"""What a criterion may be made of, in the user's language: the built-in rules, and the words for an own one."""

import frappe
from babel import Locale, UnknownLocaleError
from frappe import _

from oppna_ditt_hem.criteria import scripts
from oppna_ditt_hem.matching import guide as words
from oppna_ditt_hem.matching.catalogue import RULES
from oppna_ditt_hem.matching.custom import DOUBT
from oppna_ditt_hem.matching.rules import PREFERENCE, REQUIREMENT, Parameter, Rule
from oppna_ditt_hem.matching.vocabulary import NAMES, Name


def whole() -> dict:
	"""Returns {"rules", "own", "names", "signs", "functions", "examples", "scripts"}.

	`rules` and `own` (by kind) have parameters as {"name", "label", "type", "default", "least", "choices"}, of the types
	answer, choices and number. `scripts` says whether server scripts are enabled here, and how they are.
	"""
	return {
		"rules": [told_rule(rule) for rule in RULES.values()],
		"own": {REQUIREMENT: told_parameters(DOUBT), PREFERENCE: []},
		"names": told_names(),
		"signs": [{"sign": sign, "meaning": _(meaning)} for sign, meaning in words.SIGNS],
		"functions": [
			{"name": name, "sign": sign, "meaning": _(meaning)}
			for name, (sign, meaning) in words.FUNCTIONS.items()
		],
		"examples": [
			{"title": _(one.title), "kind": one.kind, "expression": one.expression} for one in words.EXAMPLES
		],
		"scripts": {"enabled": scripts.are_enabled(), "enable": scripts.ENABLE},
	}


def told_rule(rule: Rule) -> dict:
	return {
		"key": rule.key,
		"kind": rule.kind,
		"label": _(rule.label),
		"name": rule.label,
		"explanation": _(rule.explanation),
		"weight": rule.weight,
		"parameters": told_parameters(rule.parameters),
	}


def told_parameters(parameters: dict[str, Parameter]) -> list[dict]:
	return [told_parameter(name, parameter) for name, parameter in parameters.items()]


def told_parameter(name: str, parameter: Parameter) -> dict:
	is_list, is_answer = bool(parameter.choices), isinstance(parameter.default, bool)
	return {
		"name": name,
		"label": _(parameter.label),
		"type": "choices" if is_list else "answer" if is_answer else "number",
		"default": list(parameter.default) if is_list else parameter.default,
		"least": parameter.least,
		"choices": [{"value": choice, "label": said_choice(choice)} for choice in parameter.choices],
	}


def said_choice(choice) -> str:
	"""A word in the user's language; a number is a month."""
	return months()[choice] if isinstance(choice, int) else _(choice)


def months() -> dict[int, str]:
	try:
		locale = Locale.parse(frappe.local.lang, sep="-")
	except (UnknownLocaleError, ValueError):
		locale = Locale("en")
	return dict(locale.months["stand-alone"]["wide"])


def told_names() -> list[dict]:
	"""The names by side: {"label", "names": [{"name", "kind", "meaning", "words"}]}."""
	sides: dict[str, list[dict]] = {side: [] for side in words.SIDES}
	for name, one in NAMES.items():
		told = {
			"name": name,
			"kind": _(one.kind),
			"meaning": _(words.MEANINGS[name]),
			"words": told_words(one),
		}
		sides[name.partition(".")[0]].append(told)
	return [{"label": _(label), "names": sides[side]} for side, label in words.SIDES.items()]


def told_words(name: Name) -> list[dict]:
	if name.kind != "word":
		return []
	choices = localities() if name.words is None else name.words
	return [{"value": word, "label": _(word) if name.words else word} for word in choices]


def localities() -> list[str]:
	return frappe.get_list("Locality", pluck="name", order_by="name", limit=0)
