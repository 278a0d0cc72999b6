"""The pages of the form: which step is shown, and what is done with one that was sent."""

import frappe
from frappe import _
from frappe.utils import get_url

from oppna_ditt_hem.answering import links
from oppna_ditt_hem.portal import limits, page, seeking
from oppna_ditt_hem.portal.offering.steps import Step
from oppna_ditt_hem.portal.seeking import answers, questions, registering
from oppna_ditt_hem.portal.seeking.answers import Answers

ONE_LANGUAGE = ("ar", "ti", "so", "uk")
"""Swedish and English are read by those who help, and Persian by who speaks Dari."""
REGISTERED_AN_HOUR = 40
"""From one address: a whole reception centre, or a library, may stand behind it."""


def build() -> dict:
	return view(questions.WHO, answers.read({}))


def head() -> dict:
	"""What a search engine is told."""
	return {
		"canonical": get_url(seeking.DOOR),
		"description": _(
			"Tell the municipality that you need a home. It takes five minutes and costs nothing."
		),
	}


def act(form: dict) -> dict:
	"""Look at the step that was sent, and show the next, the one with a fault, or what has become of it.

	A button of another language carries no wish: the step is shown again as it was typed.
	"""
	step, given, wish = questions.named(form.get("steg")), answers.read(form), form.get("do")
	if not wish:
		return view(step, given)
	if given.values["protected"]:
		return {"instead": True, "view": "protected", "title": _("Call us instead")}
	if wish == "back":
		return view(beside(step, -1), given)
	fault = given.first_fault(step)
	if fault:
		return view(fault, given, given.wrong[fault.key])
	if step is not questions.ALL[-1]:
		return view(beside(step, 1), given)
	return send(given, page.word_of(form))


def beside(step: Step, way: int) -> Step:
	place = questions.ALL.index(step) + way
	return questions.ALL[max(0, min(place, len(questions.ALL) - 1))]


def send(given: Answers, once: str) -> dict:
	"""The same thanks for everybody: whether a household is known already is for the office to see."""
	if not limits.within("household-registered", frappe.local.request_ip or "", REGISTERED_AN_HOUR):
		too_often = _("That was too many times. Wait an hour, or call us.")
		return view(questions.WISHES, given, error=too_often)
	try:
		url = registering.register(given, once)
	except frappe.ValidationError as refused:
		frappe.db.rollback()
		return view(questions.WISHES, given, error=page.why(refused))
	return {"instead": True, "view": "thanks", "title": _("Thank you! We have got it."), "url": url}


def view(step: Step, given: Answers, wrong: dict | None = None, **more) -> dict:
	return {
		"instead": True,
		"view": "step",
		"title": _(step.title),
		"step": step,
		"number": questions.ALL.index(step) + 1,
		"count": len(questions.ALL),
		"typed": with_language(given.typed),
		"carried": carried(step, given),
		"errors": wrong or {},
		"asks": answers.labels(given.people),
		"members": members(given),
		"relations": answers.choices("relation"),
		"choices": answers.choices,
		"localities": [(code, name) for name, code in answers.localities()],
		# A new one each time: nobody can have put it there beforehand.
		"once": links.new_token(),
		**more,
	}


def carried(step: Step, given: Answers) -> dict[str, str]:
	"""What has been answered in the other steps, to be sent along."""
	here = {each.name for each in step.fields} | own_names(step, given)
	return {name: text for name, text in given.typed.items() if text and name not in here}


def own_names(step: Step, given: Answers) -> set[str]:
	"""Fields of a step that are not among its questions: there are as many as there are people, or places."""
	if step is questions.PEOPLE:
		return {name for place in range(1, given.people + 1) for name in answers.names_of_member(place)}
	return {code for _name, code in answers.localities()} if step is questions.WISHES else set()


def members(given: Answers) -> list[dict]:
	rows = []
	for place in range(1, given.people + 1):
		year, relation = answers.names_of_member(place)
		rows.append({"title": answers.person(place), "year": year, "relation": relation if place > 1 else ""})
	return rows


def with_language(typed: dict[str, str]) -> dict[str, str]:
	"""The language of the page is the one that the household speaks, where only those who speak it read it."""
	likely = frappe.local.lang if frappe.local.lang in ONE_LANGUAGE else ""
	return {**typed, "preferred_language": typed.get("preferred_language") or likely}
