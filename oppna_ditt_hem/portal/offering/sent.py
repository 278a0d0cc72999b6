"""What is done with a step of the form that was sent: saved and gone on from, or shown again with what is wrong."""

import frappe
from frappe import _
from frappe.utils import add_days, add_months, getdate, nowdate

from oppna_ditt_hem.portal import page
from oppna_ditt_hem.portal.offering import another, consent, drafts, photos, reading, sending, steps
from oppna_ditt_hem.portal.offering.form import address, is_from_review, opened, view
from oppna_ditt_hem.portal.offering.steps import Step

COPIES = {"room": another.room, "again": another.again}


def act(form: dict) -> dict:
	step = steps.named(form.get("steg"))
	if form.get("do") == "remove-consent":
		consent.remove(drafts.open_for_changes(form.get("hem")))
		page.go(address(form.get("hem"), steps.RENT, form))
	if form.get("do") in COPIES:
		copy = COPIES[form.get("do")](form.get("hem"), page.word_of(form))
		page.go(address(copy, steps.SEND))
	if not step:
		raise page.Missing
	return {steps.PHOTOS: act_photos, steps.SEND: act_send, steps.YOU: act_you}.get(step, act_home)(
		step, form
	)


def act_photos(step: Step, form: dict) -> dict:
	doc = drafts.open_for_changes(form.get("hem"))
	if form.get("remove"):
		photos.remove(doc, str(form.get("remove")))
		page.go(address(doc.name, step))
	faults = photos.take(doc, frappe.request.files.getlist("photos"))
	if faults:
		return again(step, doc, {}, {"photos": " ".join(faults)})
	if form.get("do") == "add":
		page.go(address(doc.name, step))
	return go_on(step, doc, form)


def act_send(step: Step, form: dict) -> dict:
	doc = drafts.open_for_changes(form.get("hem"))
	wrong = sending.send(doc, bool(form.get("data_notice_given")))
	if wrong:
		return again(step, doc, {}, wrong)
	page.go(f"{page.HOMES}?klart=skickad#{doc.name}")


def act_you(step: Step, form: dict) -> dict:
	"""Save what is said of the landlord, and go on with the home."""
	values, typed, wrong = reading.read(step, form, "Landlord")
	name = form.get("hem")
	if wrong and not is_for_another_day(form, name):
		return again(step, opened(name), typed, wrong)
	landlord = frappe.get_doc("Landlord", page.landlord(), for_update=True)
	told = told_of(wrong, typed, landlord)
	refused = page.refusal_of(lambda: landlord.update(readable(values, wrong)).save())
	if refused:
		return again(step, opened(name), typed, error=refused)
	doc = opened(name)
	return again(step, doc, typed, told, told=partly_saved()) if told else go_on(step, doc, form)


def act_home(step: Step, form: dict) -> dict:
	"""Save one step of the draft and go on; what can't be saved is shown again as it was typed."""
	values, typed, wrong = reading.read(step, form, "Listing")
	wrong |= impossible_spans(values)
	name = form.get("hem") or (step is steps.HOME and drafts.begun_by(page.word_of(form)))
	doc = drafts.open_for_changes(name) if name else None
	if not doc and step is not steps.HOME:
		raise page.Missing
	if step is steps.RENT:
		wrong |= consent.take(doc, values)
	if wrong and not is_for_another_day(form, doc):
		return again(step, doc, typed, wrong, base=form.get("base"), once=form.get("once"))
	return save(step, doc, readable(values, wrong), typed, wrong, form)


def is_for_another_day(form: dict, draft) -> bool:
	"""Whether somebody wants to stop here: what can be read of the step is saved, whatever is missing in it.

	Args:
		draft: what they can come back to, if there is any yet.
	"""
	return bool(draft) and form.get("do") == "later"


def readable(values: dict, wrong: dict[str, str]) -> dict:
	return {name: value for name, value in values.items() if name not in wrong}


def told_of(wrong: dict[str, str], typed: dict[str, str], doc) -> dict[str, str]:
	"""What is wrong and would otherwise be dropped unsaid, where somebody stops for the day.

	A question that nobody has answered yet may wait; an answer that can't be read, or that was there and has been
	taken away, is not said to be saved.
	"""
	return {name: text for name, text in wrong.items() if typed.get(name, "sent") or doc.get(name)}


def partly_saved() -> str:
	return _("What could be read is saved. Change what stands below, and that is saved as well.")


def save(step: Step, doc, values: dict, typed: dict, wrong: dict, form: dict) -> dict:
	"""Save what could be read of a step, unless somebody has saved something else there meanwhile."""
	meant = meant_by(step, doc, values)
	clash = drafts.clash(step, doc, drafts.base_of(form), meant) if doc else []
	if clash:
		# What could not be read goes along, to be asked about once it is chosen.
		unread = {name: typed.get(name, "") for name in wrong}
		return again(step, doc, meant | unread, clash=clash)
	told = told_of(wrong, typed, doc) if wrong else {}
	saved, refused = kept_in(doc, values, page.word_of(form))
	if refused:
		return again(step, saved, typed, error=refused)
	drafts.saved_by(page.word_of(form), step, saved)
	return again(step, saved, typed, told, told=partly_saved()) if told else go_on(step, saved, form)


def meant_by(step: Step, doc, values: dict) -> dict[str, str]:
	"""What the fields of a step would hold, as it stands in the form."""
	return {
		field.name: drafts.shown(field, values.get(field.name, doc and doc.get(field.name)))
		for field in step.fields
	}


def kept_in(doc, values: dict, once: str) -> tuple:
	"""The draft as it then is, and why it could not be saved; a new one where there is none yet."""
	begun = []
	refused = page.refusal_of(
		lambda: doc.update(values).save() if doc else begun.append(drafts.begin(values, once))
	)
	if refused:
		return frappe.get_doc("Listing", doc.name) if doc else None, refused
	return doc or begun[0], ""


def impossible_spans(values: dict) -> dict[str, str]:
	found = {}
	first, last = values.get("available_from"), values.get("available_to")
	least, most = values.get("shortest_stay_months"), values.get("longest_stay_months")
	begins = max(getdate(first), getdate(nowdate())) if first else getdate(nowdate())
	if first and last and getdate(last) < getdate(first):
		found["available_to"] = _("This day lies before the first one.")
	elif last and getdate(last) < getdate(nowdate()):
		found["available_to"] = _("This day has passed.")
	elif last and least and getdate(add_months(begins, least)) > getdate(add_days(last, 1)):
		found["shortest_stay_months"] = _("The home is free for a shorter time than this.")
	if least and most and most < least:
		found["longest_stay_months"] = _("This is less than the shortest time.")
	return found


def again(step: Step, doc, typed: dict, wrong: dict | None = None, **more) -> dict:
	return {"instead": True, **view(step, doc, typed, wrong, **more)}


def go_on(step: Step, doc, form: dict) -> None:
	if form.get("do") == "later" and doc:
		page.go(f"{page.HOMES}?klart=sparad#{doc.name}")
	page.go(address(doc.name if doc else None, after(step, doc, form)))


def after(step: Step, home, form: dict) -> Step:
	"""The next step; the review where somebody came from there to change something.

	A step that a home isn't asked is followed by what would follow it.
	"""
	if home and is_from_review(form):
		return steps.SEND
	following = steps.ALL[steps.ALL.index(step) + 1 :]
	return next((each for each in following if each.asked_of(home)), steps.SEND)
