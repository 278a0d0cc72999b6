"""Whether a notice has the form the law asks for (facts 4.2).

Jordabalken 12 kap. 8 §, also under lag (2012:978) by its 1 §; privatuthyrningslag (2026:772) 6 kap. 7-8 §§.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..legal.answers import Finding, Source
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import Regime
from .notice import HOUSEHOLD
from .periods import lasts_longer

WRITTEN, EMAIL, REGISTERED, SPOKEN = "Written", "E-mail", "Registered letter", "Spoken"
"""As on the Placement."""

IN_WRITING = N_("The notice is in writing, and counts from the day the other party received it.")
REGISTERED_COUNTS = N_(
	"A registered letter counts from the day it was handed in at the post office, sent to the usual address of a party who lives"
	" in Sweden."
)
NOT_REGISTERED_ABROAD = N_(
	"A registered letter isn't enough, since the other party doesn't live in Sweden. Serve the notice."
)
NOT_REGISTERED_FORFEITURE = N_(
	"A registered letter isn't enough for a notice on forfeiture. Serve the notice."
)
SPOKEN_SHORT = N_(
	"A spoken notice is enough while the tenancy has lasted at most {months} months when it ends."
)
SPOKEN_ACKNOWLEDGED = N_(
	"The household's spoken notice is enough, since the landlord has acknowledged it in writing."
)
NOT_SPOKEN = N_(
	"A spoken notice isn't enough. Ask for it in writing, or for the landlord's written acknowledgement."
)
EMAIL_COUNTS = N_(
	"The e-mail counts from the day it was sent, to the address that the other party has given for notices."
)
NOT_EMAIL = N_("The e-mail isn't enough, since the other party hasn't given an address for notices.")
EMAIL_UNSURE = N_(
	"Jordabalken doesn't say that an e-mail is enough. Ask for the notice in writing or send a registered letter."
)

ASK_SWEDEN = N_("Does the party who gets the notice live in Sweden?")
ASK_FORFEITURE = N_("Is the notice given because the tenancy is forfeited?")
ASK_ADDRESS = N_("Has the party who gets the notice given an e-mail address for notices?")
ASK_ACKNOWLEDGED = N_("Has the landlord acknowledged the notice in writing?")
ASK_SINCE = N_("When did the tenancy begin, and when is it to end?")
ASK_FORM = N_("In which form was the notice given?")


@dataclass(frozen=True)
class FormFacts:
	"""How a notice was given; None means not known. `since` and `end` are the first and the last day of the tenancy."""

	form: str | None = None
	by: str | None = None
	since: date | None = None
	end: date | None = None
	acknowledged_in_writing: bool | None = None
	recipient_in_sweden: bool | None = None
	for_forfeiture: bool | None = None
	address_given: bool | None = None


def notice_form(law: Regime, facts: FormFacts, values: DayValues) -> Finding:
	"""Whether the notice has its form: value True or False, None with questions where that can't be told."""
	new = law is Regime.LAW_2026_772
	source = values.source("notice_form_2026_772" if new else "written_notice_after_months_jb_12")
	if facts.form == WRITTEN:
		return Finding(True, Text(IN_WRITING), source)
	rules = {REGISTERED: _registered, EMAIL: _email, SPOKEN: _spoken}
	if facts.form not in rules:
		return _ask(ASK_FORM, source)
	return rules[facts.form](new, facts, values, source)


def _ask(question: str, source: Source) -> Finding:
	return Finding(None, Text(question), source, (Text(question),))


def _registered(new: bool, facts: FormFacts, values: DayValues, source: Source) -> Finding:
	source = source if new else values.source("registered_letter_jb_12")
	if facts.recipient_in_sweden is None:
		return _ask(ASK_SWEDEN, source)
	if not facts.recipient_in_sweden:
		return Finding(False, Text(NOT_REGISTERED_ABROAD), source)
	# Jordabalken takes no letter on forfeiture; the act of 2026 makes no such exception.
	if not new and facts.for_forfeiture is None:
		return _ask(ASK_FORFEITURE, source)
	if not new and facts.for_forfeiture:
		return Finding(False, Text(NOT_REGISTERED_FORFEITURE), source)
	return Finding(True, Text(REGISTERED_COUNTS), source)


def _email(new: bool, facts: FormFacts, values: DayValues, source: Source) -> Finding:
	if not new:
		return Finding(False, Text(EMAIL_UNSURE), source.inferred())
	if facts.address_given is None:
		return _ask(ASK_ADDRESS, source)
	return Finding(facts.address_given, Text(EMAIL_COUNTS if facts.address_given else NOT_EMAIL), source)


def _spoken(new: bool, facts: FormFacts, values: DayValues, source: Source) -> Finding:
	if not new and (facts.since is None or facts.end is None):
		return _ask(ASK_SINCE, source)
	months = values.count("written_notice_after_months_jb_12")
	if not new and not lasts_longer(facts.since, facts.end, months):
		return Finding(True, Text(SPOKEN_SHORT, {"months": months}), source)
	source = source if new else values.source("spoken_notice_jb_12")
	if facts.by == HOUSEHOLD and facts.acknowledged_in_writing is None:
		return _ask(ASK_ACKNOWLEDGED, source)
	if facts.by == HOUSEHOLD and facts.acknowledged_in_writing:
		return Finding(True, Text(SPOKEN_ACKNOWLEDGED), source)
	return Finding(False, Text(NOT_SPOKEN), source)
