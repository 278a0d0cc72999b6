"""Looking through an offer and sending it in."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from oppna_ditt_hem.matching.words import N_, language_name, number
from oppna_ditt_hem.portal import accounts, page, words
from oppna_ditt_hem.portal.offering import consent, steps
from oppna_ditt_hem.portal.offering.steps import CHECK, DATE, LANGUAGES, Field
from oppna_ditt_hem.refusals import is_blank, refuse
from oppna_ditt_hem.stages import move_to_stage
from oppna_ditt_hem.tenancy.consent import RENTAL_FLAT, TENANT_OWNED_FLAT

ASKS = {"data_notice_given": N_("I have read this"), "lacking": N_("This is left to fill in")}
"""What stands in the last step and may be wrong there."""


def view(doc) -> dict:
	return {"chapters": chapters(doc), "lacking": missing(doc), "photo_count": len(doc.photos)}


def chapters(doc) -> list[dict]:
	"""What has been filled in, step by step, in words."""
	found = []
	for step in steps.of_home(doc):
		if step.parts:
			of = frappe.get_doc("Landlord", page.landlord()) if step is steps.YOU else doc
			found.append({"step": step, "rows": rows(step, of)})
	return found


def offered(name: str) -> list[tuple[str, str]]:
	"""What was said of a home, question by question, for its landlord to read when it has been sent."""
	doc = frappe.get_doc("Listing", name)
	asked = (step for step in steps.of_home(doc) if step is not steps.YOU)
	return [(ask, said) for step in asked for ask, said in rows(step, doc) if said]


def rows(step: steps.Step, doc) -> list[tuple[str, str]]:
	said = []
	for part in step.parts:
		if isinstance(part, steps.Group):
			chosen = [_(field.ask) for field in part.fields if doc.get(field.name)]
			said.append((_(part.ask), ", ".join(chosen)))
		else:
			said.append((_(part.ask), in_words(part, doc.get(part.name))))
	if step is steps.RENT and doc.consent_document:
		said.append((_(consent.ASK), _("Added")))
	return said


def in_words(field: Field, value) -> str:
	if not value:
		return ""
	if field.kind == LANGUAGES:
		return ", ".join(language_name(row.language, _) for row in value)
	if field.kind == DATE:
		return words.day(value)
	if field.unit == "kr":
		return words.kronor(value)
	if field.unit:
		alone = (value, field.unit) == (1, "people")
		return _("1 person") if alone else f"{number(value)} {_(field.unit)}"
	return _(steps.answer(field.name, value)) if field.kind in (steps.SELECT, steps.RADIO) else str(value)


def missing(doc) -> list[dict]:
	"""What must be filled in before the offer can be sent: the step and the question."""
	lacking = [field for step in steps.of_home(doc) if step is not steps.YOU for field in needed(step, doc)]
	found = [
		{"step": steps.holding(field.name), "ask": _(field.ask), "field": field.name} for field in lacking
	]
	if not accounts.is_named(page.landlord()):
		found.insert(0, {"step": steps.YOU, "ask": _("Your name"), "field": "landlord_name"})
	return found


def needed(step: steps.Step, doc) -> list[Field]:
	return [
		field
		for field in step.fields
		if is_needed(field, doc) and field.kind != CHECK and is_blank(doc, field.name)
	]


def is_needed(field: Field, doc) -> bool:
	"""Where the law asks for consent (Jordabalken 12 kap. 39 §, and the association's), why none is needed."""
	unexplained = doc.consent_to_let == "Not needed" and doc.tenure in (RENTAL_FLAT, TENANT_OWNED_FLAT)
	return field.needed or (field.name == "consent_reason" and unexplained)


def send(doc, read_notice: bool) -> dict[str, str]:
	"""Send the offer in; returns what is wrong, and then nothing has been done.

	Raises:
		StageRuleError: whoever has a say has refused that the home is let on.

	Args:
		doc: the draft, locked.
		read_notice: the landlord says that they have read what becomes of what they write.
	"""
	if missing(doc):
		return {"lacking": _("Something is left to fill in.")}
	if doc.consent_to_let == "Refused":
		refuse(
			_(
				"You have been refused to let the home on, so it can't be sent in yet. Call us, and we look at it together."
			)
		)
	if not read_notice:
		return {"data_notice_given": _("Tick that you have read it.")}
	if not cint(doc.data_notice_given):
		doc.data_notice_given = 1
		doc.save()
	note_notice()
	move_to_stage(frappe.get_doc("Listing", doc.name), "Submitted")
	return {}


def note_notice() -> None:
	landlord = frappe.get_doc("Landlord", page.landlord(), for_update=True)
	if not landlord.data_notice_given:
		landlord.update({"data_notice_given": 1, "data_notice_given_on": nowdate()})
		landlord.save()
