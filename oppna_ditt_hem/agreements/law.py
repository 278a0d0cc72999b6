"""The law of an agreement: found from the case, fixed when it is drawn up, kept with the values it rests on (invariant 8)."""

import json
from collections.abc import Iterator
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, flt, formatdate, getdate, nowdate

from oppna_ditt_hem.legal.values import DayValues, LegalValueError, Values
from oppna_ditt_hem.matching.words import Text, render
from oppna_ditt_hem.refusals import MissingFieldsError, StageRuleError, refuse
from oppna_ditt_hem.saying import for_all_readers, say, show
from oppna_ditt_hem.tenancy import exclusions, regime
from oppna_ditt_hem.tenancy.facts import LettingFacts, RegimeAnswer

ANSWERED_IN = {
	regime.ASK_DATE: "contract_signed_on",
	regime.ASK_PAYMENT: "agreed_rent",
	exclusions.ASK_LANDLORD: "landlord_is_estate",
	exclusions.ASK_BUSINESS: "let_as_business",
	exclusions.ASK_HELD: "held_as",
	exclusions.ASK_LEISURE: "let_for_leisure",
	exclusions.ASK_ORDER: "first_letting",
	exclusions.ASK_DWELLINGS: "dwellings_let",
}
"""What `regime.choose` may ask -> the field of the Placement that answers it."""
FACTS = tuple(field for field in ANSWERED_IN.values() if field not in ("contract_signed_on", "agreed_rent"))
FROZEN = ("law_regime", "law_day", "law_basis", "law_values")
VALUE_FIELDS = (
	"key", "value", "unit", "valid_from", "valid_to", "legal_reference", "source", "mark", "checked_on", "checked_by",
)  # fmt: skip


@frappe.whitelist()
def questions(placement: str) -> list[str]:
	"""The fields that must be answered before the law of an agreement can be told: none where it can.

	Raises:
		frappe.PermissionError: the user may not read the placement.
		StageRuleError: a legal value is missing.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("read")
	return list(asked(answer(doc, signing_day(doc), current())))


def current() -> Values:
	"""The legal values as the administrator keeps them; dated law is nobody's secret."""
	table = frappe.qb.DocType("Legal Parameter")
	query = frappe.qb.from_(table).select(*(table[name] for name in VALUE_FIELDS))
	return Values(query.orderby(table.key).orderby(table.valid_from).run(as_dict=True))


def kept_values(placement) -> DayValues:
	"""The legal values that were kept with the agreement; today's where it was drawn up without any."""
	kept, day = frappe.db.get_value("Placement", placement.name, ("law_values", "law_day"))
	kept, day = placement.get("law_values") or kept, placement.get("law_day") or day
	return Values(json.loads(kept)).on(getdate(day)) if kept else current().on(getdate(nowdate()))


def signing_day(placement) -> date:
	"""The day the agreement is concluded; today while nobody has signed."""
	return getdate(placement.contract_signed_on or nowdate())


def facts(placement, day: date) -> LettingFacts:
	private = frappe.db.get_value("Landlord", placement.landlord, "landlord_type") == "Person"
	first = yes(placement.first_letting)
	return LettingFacts(
		signed_on=day,
		landlord_is_private_person=private,
		landlord_is_estate=False if private else yes(placement.landlord_is_estate),
		in_business=yes(placement.let_as_business),
		held_as=held_as(placement),
		for_leisure=yes(placement.let_for_leisure),
		letting_order=None if first is None else (1 if first else 2),
		dwellings_let=cint(placement.dwellings_let.split()[0]) if placement.dwellings_let else None,
		against_payment=True if flt(placement.agreed_rent) else None,
	)


def yes(said: str | None) -> bool | None:
	return said == "Yes" if said else None


def held_as(placement) -> str | None:
	"""How the landlord holds the home: as answered on the placement, else as its listing says."""
	return placement.held_as or frappe.db.get_value("Listing", placement.listing, "tenure")


def answer(placement, day: date, values: Values) -> RegimeAnswer:
	"""The law for the agreement if it is concluded on the day, or what to ask.

	Raises:
		StageRuleError: a legal value is missing on the day.
	"""
	try:
		return regime.choose(facts(placement, day), values)
	except LegalValueError as error:
		refuse(say(error.text))


def asked(found: RegimeAnswer) -> Iterator[str]:
	return (ANSWERED_IN[text.template] for text in found.ask)


def fix(placement) -> None:
	"""Write the law, why, and the day's legal values on the placement.

	Raises:
		MissingFieldsError: the law can't be told; puts the questions and names the fields that answer them.
		StageRuleError: no law governs the agreement, or a legal value is missing.
	"""
	day, values = signing_day(placement), current()
	found = answer(placement, day, values)
	if found.ask:
		refuse_unanswered(placement, found)
	if found.regime is None:
		refuse(" ".join(say(ground.text) for ground in found.grounds))
	placement.law_regime, placement.law_day = found.regime.value, day
	placement.law_basis = "\n".join(in_words(ground) for ground in found.grounds)
	placement.law_values = json.dumps(values.on(day).rows(), ensure_ascii=False)


def refuse_unanswered(placement, found: RegimeAnswer) -> None:
	lines = [
		f"{say(text)} ({frappe.bold(_(placement.meta.get_label(field)))})"
		for text, field in zip(found.ask, asked(found), strict=True)
	]
	refuse(
		_("Which law rules the agreement can't be told yet. Answer: {0}").format("<br>" + "<br>".join(lines)),
		MissingFieldsError,
	)


def in_words(ground) -> str:
	"""A ground in the site's language, for it is stored once and read by everybody."""
	text = render(ground.text.template, ground.text.params, for_all_readers, show)
	unsure = "" if ground.verified else f" – {for_all_readers('not verified')}"
	return f"{text} ({ground.reference}{unsure})"


def follow(placement) -> None:
	"""While an agreement is drawn up and not signed, its law follows what it hangs on, and nothing else.

	A changed legal value alone moves nothing. Once signed, what the law hangs on can't be changed.

	Raises:
		StageRuleError: the agreement has been signed under another law, or is signed already.
	"""
	if placement.stage != "Contract" or placement.entering:
		return
	before = placement.get_doc_before_save()
	if not any(placement.has_value_changed(name) for name in (*FACTS, "contract_signed_on")):
		return
	if is_signed(before):
		refuse(
			_(
				"The agreement is signed, and its law is fixed with it. Take the signatures off {0} first."
			).format(frappe.bold(_("Signatures")))
		)
	fix(placement)
	if is_signed(placement):
		refuse_other_law(placement, before.law_regime, placement.law_regime)


def is_signed(placement) -> bool:
	return bool(placement.signed_contract or (placement.signed_by_landlord and placement.signed_by_tenant))


def holds_on_signing(placement) -> None:
	"""Refuse to move in on an agreement that names another law than that of the day it was signed."""
	if not placement.law_regime:
		return fix(placement)
	found = answer(placement, signing_day(placement), current())
	refuse_other_law(placement, placement.law_regime, found.regime.value if found.regime else None)


def refuse_other_law(placement, drawn_up: str | None, governs: str | None) -> None:
	if drawn_up != governs:
		refuse(
			_(
				"The agreement was drawn up under {0}, but signed on {1} it falls under {2}. Print and sign it anew."
			).format(
				frappe.bold(drawn_up),
				formatdate(signing_day(placement)),
				frappe.bold(governs or _("no known law")),
			),
			StageRuleError,
		)


def text_of(row: dict) -> Text:
	return Text(row["template"], row["params"])
