"""The pages of the form: which step is shown, and what stands there."""

import frappe
from frappe import _

from oppna_ditt_hem.portal import accounts, calculator, kept, page
from oppna_ditt_hem.portal.offering import consent, drafts, photos, reading, sending, steps
from oppna_ditt_hem.portal.offering.steps import Step

PATH = "/erbjud-bostad"
FROM_REVIEW = f"fran={steps.SEND.key}"


def build() -> dict:
	"""The step that is asked for; the first one that has a question left where none is."""
	form = frappe.form_dict
	doc = opened(form.get("hem"))
	step = steps.named(form.get("steg")) or first_step(doc)
	if not doc and step not in (steps.YOU, steps.HOME):
		page.go(PATH, 302)
	late = kept.recalled()
	if late.get("steg") == step.key:
		typed = {field.name: reading.typed_in(field, late) for field in step.fields}
		return view(step, doc, typed, base=late.get("base", ""), once=late.get("once", ""))
	return view(step, doc, drafts.held(step, source(step, doc)))


def opened(name: str | None):
	if not name:
		return None
	doc = page.own("Listing", name)
	if doc.stage not in drafts.OPEN_STAGES:
		page.go(f"{page.HOMES}#{doc.name}", 302)
	return doc


def first_step(doc) -> Step:
	if not accounts.is_named(page.landlord()):
		return steps.YOU
	if not doc:
		return steps.HOME
	lacking = sending.missing(doc)
	return lacking[0]["step"] if lacking else steps.SEND


def source(step: Step, doc):
	"""The document whose fields a step asks for."""
	if step is steps.YOU:
		return as_shown(frappe.get_doc("Landlord", page.landlord()))
	return doc or nothing_chosen()


def nothing_chosen():
	"""A home that is not there yet; what a form of the office begins with would here pass for the landlord's answer."""
	doc = frappe.new_doc("Listing")
	return doc.update({field.name: None for field in steps.HOME.fields})


def as_shown(landlord):
	"""A landlord whose name nobody has given yet is shown without one."""
	if not accounts.is_named(landlord.name):
		landlord.landlord_name = ""
	return landlord


def view(step: Step, doc, typed: dict, wrong: dict | None = None, **more) -> dict:
	all_steps = steps.of_home(doc)
	return {
		"step": step,
		"number": all_steps.index(step) + 1 if step in all_steps else len(all_steps),
		"count": len(all_steps),
		"before": before(step, all_steps),
		"from_review": is_from_review(frappe.form_dict),
		"doc": doc,
		"typed": typed,
		"errors": wrong or {},
		"asks": asks(step),
		"options": lambda name: reading.options("Landlord" if step is steps.YOU else "Listing", name),
		"base": drafts.mark(step, source(step, doc)) if doc or step is steps.YOU else "",
		"once": frappe.generate_hash(length=16),
		"address_of": lambda name, step: address(name, step, frappe.form_dict),
		"returned": returned(doc),
		"other_drafts": other_drafts(doc) if step in (steps.YOU, steps.HOME) and not doc else [],
		"is_group": lambda part: isinstance(part, steps.Group),
		"language_ticks": lambda name: [
			(f"{name}-{code}", said) for code, said in reading.options("Listing", name)
		],
		"languages_chosen": lambda name: [f"{name}-{code}" for code in typed.get(name, "").split(",")],
		"ticks": lambda group: [(field.name, _(field.ask)) for field in group.fields],
		"chosen": lambda group: [field.name for field in group.fields if typed.get(field.name)],
		**OF_STEP.get(step.key, lambda doc, typed: {})(doc, typed),
		**more,
	}


def asks(step: Step) -> dict[str, str]:
	"""What each field of a step is called where an error points at it."""
	return {field.name: _(field.ask) for field in step.fields} | {
		name: _(ask) for name, ask in ALSO_ASKED.get(step.key, {}).items()
	}


ALSO_ASKED = {
	"hyran": {consent.FIELD: consent.ASK},
	"bilder": {"photos": photos.ASK},
	"skicka": sending.ASKS,
}
"""What stands in a step beside its questions."""
OF_STEP = {
	"hyran": lambda doc, typed: {
		"hint": calculator.hint(typed.get("tenure"), typed.get("rent")),
		**consent.view(doc),
	},
	"bilder": lambda doc, typed: photos.view(doc),
	"skicka": lambda doc, typed: sending.view(doc),
}


def before(step: Step, all_steps: tuple[Step, ...]) -> Step | None:
	if is_from_review(frappe.form_dict):
		return steps.SEND
	place = all_steps.index(step) if step in all_steps else 0
	return all_steps[place - 1] if place else None


def returned(doc) -> dict | None:
	if not doc or doc.stage != "Returned":
		return None
	return {"reason": _(doc.return_reason or ""), "message": doc.return_message or ""}


def other_drafts(doc) -> list[dict]:
	"""Homes that wait to be sent, so that nobody begins anew what they began on another device."""
	return frappe.get_list(
		"Listing",
		{"stage": ["in", drafts.OPEN_STAGES]},
		["name", "title", "modified"],
		order_by="modified desc",
		limit=5,
	)


def address(name: str | None, step: Step, form: dict | None = None) -> str:
	"""Where a step is.

	Args:
		form: with the way from the review, where that is to be kept.
	"""
	asked = f"{PATH}?hem={name}&steg={step.key}" if name else f"{PATH}?steg={step.key}"
	return f"{asked}&{FROM_REVIEW}" if is_from_review(form or {}) else asked


def is_from_review(form: dict) -> bool:
	"""Whether somebody has come from the review to change something, and goes back there."""
	return form.get("fran") == steps.SEND.key
