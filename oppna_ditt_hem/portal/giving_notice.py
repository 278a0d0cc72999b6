"""A landlord who wants to give notice: what the law of the agreement says of it today, and telling the office so.

What is sent is no notice in the law's sense: the officer sees to that it is given in the right form.
"""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem import messages
from oppna_ditt_hem.agreements import notice
from oppna_ditt_hem.legal.values import LegalValueError
from oppna_ditt_hem.portal import kept, page, words, writing
from oppna_ditt_hem.refusals import refuse_overtaken
from oppna_ditt_hem.texts import harmless

FIELD = "why"


def view(stay) -> dict:
	"""What the page shows: `notice` with the rules, empty where no notice can be given, and `why` as typed."""
	typed = str(kept.unsaved().get(FIELD) or "")
	return {"notice": rules(stay), "why": typed[: writing.SENT_BACK]}


def asks() -> dict[str, str]:
	return {FIELD: _("From which day, and why? You need not say.")}


def rules(stay) -> dict:
	"""The earliest last day and the form, each with its source and how well that is known."""
	if stay.stage != "Moved In":
		return {}
	try:
		found = notice.of_landlord(stay, getdate(nowdate())) if stay.law_regime else {}
	except LegalValueError:
		# A value that the administrator has taken away: the office finds out, and the page asks to call.
		found = {}
	return {"last": words.day(found.get("end")), "marked": found.get("sentences", [])}


def tell(stay, form: dict) -> None:
	"""Tell the office; kept with the case as a message, with the task that every message is.

	Raises:
		StageRuleError: nobody lives there, or notice has been given already.
	"""
	if stay.stage != "Moved In":
		refuse_overtaken()
	why = harmless(str(form.get(FIELD) or "").strip())
	begun = _("I want to give notice")
	most = messages.LONGEST - len(begun) - 2
	if len(why) > most:
		raise page.WrongField(FIELD, _("Write at most {0} characters.").format(most))
	writing.send(frappe.get_doc("Placement", stay.name), f"{begun}. {why}".strip())
