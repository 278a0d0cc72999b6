import re

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.matching.households import household_facts
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.oppna_ditt_hem.doctype.applicant import identity, stage_rules
from oppna_ditt_hem.refusals import IdentityNumberError, refuse, refuse_reversed
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.stages import StagedDocument


class Applicant(StagedDocument):
	code_written = ("duplicate_of", "rematch_of", "broke_down_on", "registered_through")

	def validate(self) -> None:
		self.follow_workflow()
		self.validate_members()
		self.validate_periods()
		self.validate_identity()
		self.keep_each_wish_once()
		self.count_household()
		self.set_names()
		self.flag_duplicate()
		stage_rules.check(self)

	def validate_members(self) -> None:
		this_year = getdate(nowdate()).year
		for row in self.members:
			if row.birth_year and not this_year - 120 <= row.birth_year <= this_year:
				refuse(
					_("{0} of member {1} must lie between {2} and {3}.").format(
						frappe.bold(_("Birth year")), row.idx, this_year - 120, this_year
					)
				)

	def validate_periods(self) -> None:
		refuse_reversed(self, "permit_from", "permit_to", getdate)
		refuse_reversed(self, "wanted_from", "wanted_to", getdate)

	def validate_identity(self) -> None:
		try:
			self.identity_number = identity.normalise(self.identity_kind or "None", self.identity_number)
		except ValueError:
			refuse(
				_(
					"{0} doesn't fit {1}: write a personnummer or samordningsnummer with twelve digits, the LMA card's number, or choose None and leave it empty."
				).format(frappe.bold(_("Identity number")), frappe.bold(_(self.identity_kind or "None"))),
				IdentityNumberError,
			)
		self.identity_masked = identity.mask(self.identity_number)

	def keep_each_wish_once(self) -> None:
		"""A locality that is wished for twice would count the household twice there."""
		first: dict = {}
		for row in self.wished_localities:
			first.setdefault(row.locality, row)
		self.set("wished_localities", list(first.values()))

	def count_household(self) -> None:
		facts = household_facts([row.as_dict() for row in self.members], getdate(nowdate()))
		self.household_size, self.children = facts["household_size"], facts["children"]
		self.household_kind = facts["household_kind"]

	def set_names(self) -> None:
		"""The alias never names anybody; a protected household is called by it everywhere."""
		self.protected_identity = int((self.protection or "None") != "None")
		kind = for_all_readers(self.household_kind or "Household")
		people = for_all_readers(N_("{0} people")).format(self.household_size or "?")
		self.alias = kind if self.household_size == 1 else f"{kind}, {people}"
		self.title = self.alias if self.protected_identity else self.household_name

	def flag_duplicate(self) -> None:
		"""Point at an older household with the same identity number, or the same name and birth year.

		Who registers by themselves spells a name in one way or another: the same phone or e-mail points as well.
		"""
		if self.duplicate_cleared:
			return
		self.duplicate_of = self.same_identity() or self.same_name_and_birth_year() or self.same_contact()

	def same_identity(self) -> str | None:
		if not self.identity_number:
			return None
		return frappe.db.get_value(
			"Applicant",
			{
				"identity_number": self.identity_number,
				"name": ["!=", self.name or ""],
				"stage": ["!=", "Closed"],
			},
			order_by="creation",
		)

	def same_name_and_birth_year(self) -> str | None:
		if not self.members:
			return None
		applicant, member = frappe.qb.DocType("Applicant"), frappe.qb.DocType("Household Member")
		rows = (
			frappe.qb.from_(applicant)
			.join(member)
			.on(member.parent == applicant.name)
			.select(applicant.name)
			.where(applicant.household_name == self.household_name)
			.where(applicant.stage != "Closed")
			.where(applicant.name != (self.name or ""))
			.where(member.idx == 1)
			.where(member.birth_year == self.members[0].birth_year)
			.orderby(applicant.creation)
			.limit(1)
		).run()
		return rows[0][0] if rows else None

	def same_contact(self) -> str | None:
		"""Of those who have registered by themselves: an office or an association enters its own number for many."""
		if self.registered_through != "Portal":
			return None
		others = frappe.get_all(
			"Applicant",
			{"name": ["!=", self.name or ""], "stage": ["!=", "Closed"]},
			["name", "mobile", "email"],
			order_by="creation",
		)
		own = {*contacts(self)}
		return next((row.name for row in others if own & {*contacts(row)}), None)


def contacts(row) -> list[str]:
	"""What a household is reached by, written so that it can be compared: "+46 70-123" and "070 123" are the same."""
	digits = re.sub(r"\D", "", row.mobile or "")
	found = [digits[-9:] if len(digits) >= 9 else "", (row.email or "").strip().lower()]
	return [text for text in found if text]
