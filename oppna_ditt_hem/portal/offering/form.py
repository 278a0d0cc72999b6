"""The pages of the form: which step is shown, and what is done with one that was sent."""

import frappe
from frappe import _
from frappe.utils import getdate, strip_html

from oppna_ditt_hem.portal import accounts, calculator, kept, page
from oppna_ditt_hem.portal.offering import another, consent, drafts, photos, reading, sending, steps
from oppna_ditt_hem.portal.offering.steps import Step

PATH = "/erbjud-bostad"


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
	return doc or frappe.new_doc("Listing")


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
		"doc": doc,
		"typed": typed,
		"errors": wrong or {},
		"asks": {field.name: _(field.ask) for field in step.fields} | {consent.FIELD: _(consent.ASK)},
		"options": lambda name: reading.options("Landlord" if step is steps.YOU else "Listing", name),
		"base": drafts.mark(step, source(step, doc)) if doc or step is steps.YOU else "",
		"once": frappe.generate_hash(length=16),
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


OF_STEP = {
	"hyran": lambda doc, typed: {"hint": hint(typed.get("tenure"), typed.get("rent")), **consent.view(doc)},
	"bilder": lambda doc, typed: photos.view(doc),
	"skicka": lambda doc, typed: sending.view(doc),
}


def before(step: Step, all_steps: tuple[Step, ...]) -> Step | None:
	place = all_steps.index(step) if step in all_steps else 0
	return all_steps[place - 1] if place else None


def after(step: Step, home) -> Step:
	"""The next step; a step that a home isn't asked is followed by what would follow it."""
	following = steps.ALL[steps.ALL.index(step) + 1 :]
	return next((each for each in following if each.asked_of(home)), steps.SEND)


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


def hint(tenure: str | None, rent: str | None) -> dict:
	"""What the law and the tax say to what has been filled in so far."""
	if tenure not in calculator.TENURES:
		return {}
	return calculator.answer({"tenure": tenure, "rent": rent or ""})


# --- what is sent


def act(form: dict) -> dict:
	step = steps.named(form.get("steg"))
	if form.get("do") == "remove-consent":
		consent.remove(drafts.open_for_changes(form.get("hem")))
		page.go(address(form.get("hem"), steps.RENT))
	if form.get("do") == "room":
		page.go(address(another.room(form.get("hem"), str(form.get("once") or "")), steps.SEND))
	if step is steps.PHOTOS:
		return act_photos(form)
	if step is steps.SEND:
		return act_send(form)
	if step is steps.YOU:
		return act_you(form)
	if not step:
		raise page.Missing
	return act_home(step, form)


def act_photos(form: dict) -> dict:
	doc = drafts.open_for_changes(form.get("hem"))
	if form.get("remove"):
		photos.remove(doc, str(form.get("remove")))
		page.go(address(doc.name, steps.PHOTOS))
	faults = photos.take(doc, frappe.request.files.getlist("photos"))
	if faults:
		return {"instead": True, **view(steps.PHOTOS, doc, {}, {"photos": " ".join(faults)})}
	if form.get("do") == "add":
		page.go(address(doc.name, steps.PHOTOS))
	return go_on(steps.PHOTOS, doc, form)


def act_send(form: dict) -> dict:
	doc = drafts.open_for_changes(form.get("hem"))
	wrong = sending.send(doc, bool(form.get("data_notice_given")))
	if wrong:
		return {"instead": True, **view(steps.SEND, doc, {}, wrong)}
	page.go(f"{page.HOMES}?klart=skickad#{doc.name}")


def act_you(form: dict) -> dict:
	values, typed, wrong = reading.read(steps.YOU, form, "Landlord")
	if wrong:
		doc = opened(form.get("hem"))
		return {"instead": True, **view(steps.YOU, doc, typed, wrong)}
	doc = frappe.get_doc("Landlord", page.landlord(), for_update=True)
	doc.update(values)
	doc.save()
	page.go(address(form.get("hem"), steps.HOME))


def act_home(step: Step, form: dict) -> dict:
	"""Save one step of the draft and go on; what can't be saved is shown again as it was typed."""
	values, typed, wrong = reading.read(step, form, "Listing")
	wrong |= reversed_spans(values)
	doc = drafts.open_for_changes(form.get("hem")) if form.get("hem") else None
	if not doc and step is not steps.HOME:
		raise page.Missing
	if step is steps.RENT:
		wrong |= consent.take(doc, values)
	if wrong and form.get("do") == "later" and doc:
		values = {name: value for name, value in values.items() if name not in wrong}
	elif wrong:
		return {
			"instead": True,
			**view(step, doc, typed, wrong, base=form.get("base"), once=form.get("once")),
		}
	typed = {
		field.name: drafts.shown(field, values.get(field.name, doc and doc.get(field.name)))
		for field in step.fields
	}
	clash = drafts.clash(step, doc, str(form.get("base") or ""), typed) if doc else []
	if clash:
		return {"instead": True, **view(step, doc, typed, clash=clash)}
	return save(step, doc, values, typed, form)


def save(step: Step, doc, values: dict, typed: dict, form: dict) -> dict:
	frappe.db.savepoint("step")
	try:
		if doc:
			doc.update(values)
			doc.save()
		else:
			doc = drafts.begin(values, str(form.get("once") or ""))
	except frappe.ValidationError as refused:
		frappe.db.rollback(save_point="step")
		frappe.clear_messages()
		kept = frappe.get_doc("Listing", doc.name) if doc and not doc.is_new() else None
		return {"instead": True, **view(step, kept, typed, error=strip_html(str(refused)))}
	return go_on(step, doc, form)


def reversed_spans(values: dict) -> dict[str, str]:
	found = {}
	first, last = values.get("available_from"), values.get("available_to")
	if first and last and getdate(last) < getdate(first):
		found["available_to"] = _("This day lies before the first one.")
	least, most = values.get("shortest_stay_months"), values.get("longest_stay_months")
	if least and most and most < least:
		found["longest_stay_months"] = _("This is less than the shortest time.")
	return found


def go_on(step: Step, doc, form: dict) -> None:
	if form.get("do") == "later":
		page.go(f"{page.HOMES}?klart=sparad#{doc.name}")
	page.go(address(doc.name, steps.SEND if form.get("do") == "back" else after(step, doc)))


def address(name: str | None, step: Step) -> str:
	return f"{PATH}?hem={name}&steg={step.key}" if name else f"{PATH}?steg={step.key}"
