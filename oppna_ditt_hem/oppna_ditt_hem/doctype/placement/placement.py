import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime

from oppna_ditt_hem import contact, ending, follow_up, holding
from oppna_ditt_hem.agreements import law, notice
from oppna_ditt_hem.answering import endings, offers
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.oppna_ditt_hem.doctype.placement import stage_rules
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.refusals import StageRuleError, refuse, refuse_reversed
from oppna_ditt_hem.rounds import expiry
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.stages import StagedDocument

FROZEN_AT_MOVING_IN = (*law.FACTS, "contract_signed_on", "agreed_rent", "contract_party")


class Placement(StagedDocument):
	code_written = (
		"officer",
		"offered_on",
		"reminded_on",
		"landlord_answered_on",
		"landlord_answer_by",
		"household_answered_on",
		"household_answer_by",
		"match_score",
		"match_reasons",
		"broken_requirements",
		"override_by",
		"override_cost",
		*notice.COMPUTED,
		"moved_out_told_by",
		"moved_out_told_on",
		"moved_out_day",
		"tasks",
		"stopped",
		"rematch",
		*law.FROZEN,
	)

	def check_if_latest(self) -> None:
		"""Lock the home and the household before the platform locks this row (see `holding`)."""
		holding.lock(self.listing, self.applicant)
		super().check_if_latest()

	def set_user_and_timestamp(self) -> None:
		"""Keep the login of one side, an address of theirs, from the other, who reads `modified_by` (invariant 4)."""
		before = self.modified_by
		super().set_user_and_timestamp()
		if not is_staff(frappe.session.user):
			self.modified_by = before or self.owner

	def validate(self) -> None:
		self.follow_workflow()
		self.fill_in()
		self.validate_dates()
		self.record_answers()
		contact.refuse_early_address(self)
		self.keep_frozen_law()
		self.take_hold()
		stage_rules.check(self)
		law.follow(self)
		follow_up.plan_checks(self)
		follow_up.note_answers(self)
		self.follow_notice()
		self.close_stay()

	def after_insert(self) -> None:
		if self.rematch_of:
			frappe.db.set_value("Placement", self.rematch_of, "rematch", self.name)

	def on_update(self) -> None:
		holding.recompute(self.listing)
		if self.entering in holding.HOLDING_STAGES:
			expiry.expire_for(self)
		if self.entering == "Offered":
			offers.ask(self)
		endings.tell(self)
		follow_up.keep_tasks(self)
		ending.open_rematch(self)
		ending.follow_rematch(self)

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
		self.set_title()
		if self.is_new() and not self.rematch_of:
			self.rematch_of = self.find_breakdown()

	def set_title(self) -> None:
		"""Both sides read it from the offer on, so it names neither: the listing's own title may hold an address."""
		kind, locality = frappe.db.get_value("Listing", self.listing, ("kind", "locality"))
		home = f"{for_all_readers(kind)}, {locality}"
		self.title = for_all_readers(N_("{0} for {1}")).format(home, self.household_alias)

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
				via, by = self.flags.answered or (self.taken_down(side), frappe.session.user)
				self.set(f"{side}_answered_on", now_datetime() if said else None)
				self.set(f"{side}_answer_by", by if said else None)
				self.set(f"{side}_answer_via", via if said else None)

	def taken_down(self, side: str) -> str:
		"""How an officer got an answer: what is said in the portal or by a link, only those two record."""
		via = self.get(f"{side}_answer_via")
		return via if via in ("Phone", "Meeting") else "Phone"

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

	def follow_notice(self) -> None:
		if self.previous_stage == "Notice Given" and self.entering == "Moved In":
			notice.take_back(self)

	def close_stay(self) -> None:
		if self.entering in ("Ended", "Broken Down"):
			self.to_date = self.ended_on
