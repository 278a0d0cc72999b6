"""What a landlord does with a home of theirs: confirms, pauses, takes up again or withdraws the offer, changes a text, writes."""

import frappe
from frappe import _

from oppna_ditt_hem import holding
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import confirmations, offers
from oppna_ditt_hem.permissions.portal_users import portal_landlord
from oppna_ditt_hem.portal import homes, page, writing
from oppna_ditt_hem.portal.offering import reading
from oppna_ditt_hem.refusals import refuse, refuse_overtaken
from oppna_ditt_hem.stage_log import by_way_of
from oppna_ditt_hem.stages import move_to_stage

GOALS = {"pause": "Paused", "resume": "Approved", "withdraw": "Closed"}
"""Deed -> the stage that it leads to; people press twice."""


def act(form: dict) -> None:
	name, do = form.get("hem"), form.get("do")
	page.own("Listing", name)
	if do not in DEEDS:
		raise page.Missing
	holding.lock(name, None)
	listing = frappe.get_doc("Listing", name, for_update=True)
	with by_way_of("Portal"):
		done = DONE[do] if listing.stage == GOALS.get(do) else deed(listing, do, form)
	page.go(f"{page.HOMES}?klart={done}#{name}")


def deed(listing, do: str, form: dict) -> str:
	"""Do what the page offers, and nothing that an old one has offered.

	Raises:
		StageRuleError: the home is held, or has come to another stage.
	"""
	held = homes.holds_on([listing.name], locked=True)[listing.name]
	if not homes.may(listing, held)[do]:
		refuse_barred(listing, do, held)
	DEEDS[do](listing, form)
	return DONE[do]


def refuse_barred(listing, do: str, held: list[str]) -> None:
	live = {"listing": listing.name, "stage": ["in", homes.LIVE]}
	seen = len(frappe.get_list("Placement", live, pluck="name", order_by="name", limit=0))
	told = homes.barred(listing, held, seen) if do in ("pause", "withdraw") else ""
	if told:
		refuse(told)
	refuse_overtaken()


def confirm(listing, form: dict) -> None:
	"""The workflow keeps an approved home closed to its landlord, so the program notes the day for them."""
	with as_system("Portal"):
		confirmations.confirm(listing.name)


def pause(listing, form: dict) -> None:
	move_to_stage(listing, "Paused")


def resume(listing, form: dict) -> None:
	move_to_stage(listing, "Approved")


def withdraw(listing, form: dict) -> None:
	reason = form.get("reason")
	if reason:
		if reason not in offers.reasons("Landlord", confirmations.APPLIES_TO):
			refuse(_("Choose one of the answers."))
		listing.close_reason = reason
		save_for_landlord(listing)
	move_to_stage(frappe.get_doc("Listing", listing.name), "Closed")


def change(listing, form: dict) -> None:
	"""The few texts that a landlord may change after sending the offer in."""
	wrong = {}
	for field in homes.STILL_OPEN:
		text, fault = reading.text(field, str(form.get(field.name) or "").strip(), "Listing")
		listing.set(field.name, text)
		if fault:
			wrong[homes.field_of(listing.name, field.name)] = fault
	if wrong:
		raise page.WrongFields(wrong)
	save_for_landlord(listing)


def save_for_landlord(listing) -> None:
	"""Past the edit lock of the state, which is for whole forms; the person's rights hold all the same."""
	if listing.landlord != portal_landlord(frappe.session.user):
		raise page.Missing
	# What code alone writes is as it was read, for nothing but the named fields has been set.
	listing.flags.written_by_code = True
	listing.save()


DEEDS = {
	"confirm": confirm,
	"pause": pause,
	"resume": resume,
	"withdraw": withdraw,
	"change": change,
	"write": writing.write,
}
DONE = {
	"confirm": "bekraftad",
	"pause": "pausad",
	"resume": "aterupptagen",
	"withdraw": "avslutad",
	"change": "andrad",
	"write": "skickat",
}
"""Deed -> what the page then says, by its word in `homes.TOLD`."""
