"""A notice on a placement: its form tested, the earliest end and the day of moving out computed, by the law that was kept."""

from datetime import date

from frappe import _, bold
from frappe.utils import getdate

from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.legal.values import DayValues
from oppna_ditt_hem.refusals import MissingFieldsError, refuse
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy import form
from oppna_ditt_hem.tenancy.facts import Regime
from oppna_ditt_hem.tenancy.notice import BOTH, LANDLORD, NoticeAnswer, earliest_end
from oppna_ditt_hem.tenancy.terms import FIXED, INDEFINITE, move_out_day

ANSWERED_IN = {
	form.ASK_FORM: "notice_form",
	form.ASK_SWEDEN: "notice_recipient_in_sweden",
	form.ASK_FORFEITURE: "notice_for_forfeiture",
	form.ASK_ADDRESS: "notice_address_given",
	form.ASK_ACKNOWLEDGED: "notice_acknowledged",
	form.ASK_SINCE: "from_date",
}
"""What `form.notice_form` may ask -> the field of the Placement that answers it."""
COMPUTED = ("earliest_end", "notice_law", "move_out_on")


def of_landlord(placement, day: date) -> dict:
	"""What would follow from a notice of the landlord's that the household gets on a day.

	Returns `end`, the earliest last day of the tenancy, and `sentences`: rows with `text`, `reference` and `verified`
	that say by which rule, and in which form it is given.

	Raises:
		LegalValueError: a legal value is missing.
	"""
	values, regime = law.kept_values(placement), Regime(placement.law_regime)
	end = end_of(placement, regime, values, LANDLORD, day)
	facts = (
		form.FormFacts(form=form.WRITTEN, by=LANDLORD),
		form.FormFacts(form=form.REGISTERED, by=LANDLORD, recipient_in_sweden=True, for_forfeiture=False),
	)
	found = [end, *(form.notice_form(regime, each, values) for each in facts)]
	return {"end": end.end, "sentences": [in_words(one) for one in found]}


def in_words(found) -> dict:
	return {"text": say(found.text), "reference": found.reference, "verified": found.verified}


def take(placement) -> None:
	"""Write down what follows from a notice.

	Raises:
		MissingFieldsError: the form can't be judged; puts the question and names the field.
		StageRuleError: the notice hasn't the form that the law asks for; says what would do.
	"""
	values, regime = law.kept_values(placement), Regime(placement.law_regime)
	end = end_of(placement, regime, values, placement.notice_by, getdate(placement.notice_received_on))
	sentences = [f"{say(end.text)} ({source(end)})"]
	if placement.notice_by != BOTH:
		sentences.append(judged_form(placement, regime, end, values))
	leaving = move_out_day(regime, end.end, values)
	placement.earliest_end, placement.move_out_on = end.end, leaving.value
	placement.notice_law = "\n".join([*sentences, f"{say(leaving.text)} ({source(leaving)})"])


def end_of(placement, regime: Regime, values: DayValues, by: str, received_on: date) -> NoticeAnswer:
	return earliest_end(
		regime,
		by=by,
		received_on=received_on,
		term=FIXED if placement.to_date else INDEFINITE,
		term_from=getdate(placement.from_date),
		term_to=getdate(placement.to_date) if placement.to_date else None,
		values=values,
	)


def judged_form(placement, regime: Regime, end: NoticeAnswer, values: DayValues) -> str:
	facts = form.FormFacts(
		form=placement.notice_form,
		by=placement.notice_by,
		since=getdate(placement.from_date),
		end=end.end,
		acknowledged_in_writing=law.yes(placement.notice_acknowledged),
		recipient_in_sweden=law.yes(placement.notice_recipient_in_sweden),
		for_forfeiture=law.yes(placement.notice_for_forfeiture),
		address_given=law.yes(placement.notice_address_given),
	)
	found = form.notice_form(regime, facts, values)
	if found.ask:
		label = _(placement.meta.get_label(ANSWERED_IN[found.ask[0].template]))
		refuse(_("{0} Answer in {1}.").format(say(found.ask[0]), bold(label)), MissingFieldsError)
	if not found.value:
		refuse(f"{say(found.text)} ({source(found)})")
	return f"{say(found.text)} ({source(found)})"


def source(found) -> str:
	return found.reference if found.verified else f"{found.reference}, {_('not verified')}"


def take_back(placement) -> None:
	"""Nothing follows from a notice that has been taken back."""
	for name in COMPUTED:
		placement.set(name, None)
