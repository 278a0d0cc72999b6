import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, now_datetime

from oppna_ditt_hem import holding
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.oppna_ditt_hem.doctype.listing.listing import refuse_reversed
from oppna_ditt_hem.oppna_ditt_hem.doctype.placement import stage_rules
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.rounds import expiry
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.stages import StagedDocument
from oppna_ditt_hem.tenancy.notice import earliest_end

FROZEN_AT_MOVING_IN = ("law_regime", "law_basis", "contract_signed_on", "agreed_rent", "contract_party")


class Placement(StagedDocument):
	code_written = (
		"officer",
		"offered_on",
		"landlord_answered_on",
		"landlord_answer_by",
		"household_answered_on",
		"household_answer_by",
		"match_score",
		"match_reasons",
		"broken_requirements",
		"override_by",
		"override_cost",
		"earliest_end",
		"rematch",
	)

	def check_if_latest(self) -> None:
		"""Lock the home and the household before the platform locks this row (see `holding`)."""
		holding.lock(self.listing, self.applicant)
		super().check_if_latest()

	def validate(self) -> None:
		self.follow_workflow()
		self.fill_in()
		self.validate_dates()
		self.record_answers()
		self.keep_frozen_law()
		self.take_hold()
		stage_rules.check(self)
		self.plan_checks()
		self.compute_earliest_end()
		self.close_stay()

	def after_insert(self) -> None:
		if self.rematch_of:
			frappe.db.set_value("Placement", self.rematch_of, "rematch", self.name)

	def on_update(self) -> None:
		holding.recompute(self.listing)
		if self.entering in holding.HOLDING_STAGES:
			expiry.expire_for(self)

	def on_trash(self) -> None:
		if self.stage != "Proposed":
			refuse(
				_("{0} has been offered and stays on record. Decline, withdraw or end it instead.").format(
					frappe.bold(self.name)
				)
			)

	def fill_in(self) -> None:
		size = frappe.db.get_value("Applicant", self.applicant, "household_size")
		self.places_taken = cint(self.places_taken) or cint(size) or 1
		self.title = for_all_readers(N_("{0} for {1}")).format(
			frappe.db.get_value("Listing", self.listing, "title"), self.household_alias
		)
		if self.is_new() and not self.rematch_of:
			self.rematch_of = self.find_breakdown()

	def find_breakdown(self) -> str | None:
		"""The household's latest broken-down placement that nothing has followed yet."""
		return frappe.db.get_value(
			"Placement",
			{"applicant": self.applicant, "stage": "Broken Down", "rematch": ["is", "not set"]},
			order_by="creation desc",
		)

	def validate_dates(self) -> None:
		refuse_reversed(self, "from_date", "to_date", getdate)

	def record_answers(self) -> None:
		"""Who took an answer down, and when, as soon as it changes."""
		for side in ("landlord", "household"):
			if self.has_value_changed(f"{side}_answer") and not self.is_new():
				said = bool(self.get(f"{side}_answer"))
				self.set(f"{side}_answered_on", now_datetime() if said else None)
				self.set(f"{side}_answer_by", frappe.session.user if said else None)
				self.set(f"{side}_answer_via", (self.get(f"{side}_answer_via") or "Phone") if said else None)

	def keep_frozen_law(self) -> None:
		"""Invariant 8: what was agreed at signing stays, whatever changes later."""
		if self.previous_stage not in ("Moved In", "Notice Given", "Ended", "Broken Down"):
			return
		changed = [name for name in FROZEN_AT_MOVING_IN if self.has_value_changed(name)]
		if changed:
			refuse(
				_("{0} was fixed when the household moved in and can't be changed.").format(
					frappe.bold(", ".join(_(self.meta.get_label(name)) for name in changed))
				),
				StageRuleError,
			)

	def take_hold(self) -> None:
		if self.stage in holding.HOLDING_STAGES and self.claims_more():
			holding.refuse_taken_home(self)
			holding.refuse_second_hold(self)

	def claims_more(self) -> bool:
		"""True where this save could hold something the last one did not."""
		changed = any(self.has_value_changed(name) for name in ("from_date", "to_date", "places_taken"))
		return changed or bool(self.entering)

	def plan_checks(self) -> None:
		"""Set the follow-ups when the household has moved in (days from Housing Settings)."""
		if self.entering != "Moved In" or self.checks:
			return
		days = frappe.db.get_single_value("Housing Settings", "check_days") or "3, 14, 60, 180"
		for day in days.split(","):
			self.append("checks", {"day": cint(day), "due_on": add_days(self.from_date, cint(day))})

	def compute_earliest_end(self) -> None:
		if self.entering != "Notice Given":
			return
		answer = earliest_end(
			self.law_regime,
			by=self.notice_by,
			received_on=getdate(self.notice_received_on),
			term="fixed" if self.to_date else "indefinite",
			term_from=getdate(self.from_date),
			term_to=getdate(self.to_date) if self.to_date else None,
		)
		self.earliest_end = answer.end

	def close_stay(self) -> None:
		if self.entering in ("Ended", "Broken Down"):
			self.to_date = self.ended_on
