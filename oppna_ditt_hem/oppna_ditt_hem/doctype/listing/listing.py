import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.oppna_ditt_hem.doctype.listing import stage_rules
from oppna_ditt_hem.permissions.portal_users import portal_landlord
from oppna_ditt_hem.refusals import refuse, refuse_reversed
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.stages import StagedDocument
from oppna_ditt_hem.texts import for_field

WRITTEN = ("title", "address_line", "postal_code", "consent_reason", "house_rules", "other_information")
CAPACITY = ("places", "households_at_once", "part_of")


class Listing(StagedDocument):
	code_written = (
		"availability",
		"free_places",
		"confirmation_misses",
		"confirmation_asked_on",
		"stopped",
	)

	def check_if_latest(self) -> None:
		"""Lock the whole home before the platform locks this row (see `holding`)."""
		if not self.is_new():
			holding.lock_all([self.name, *([self.part_of] if self.part_of else [])], [])
		super().check_if_latest()

	def validate(self) -> None:
		self.set_landlord_from_session()
		self.take_plain_texts()
		self.follow_workflow()
		self.set_title()
		self.validate_numbers()
		self.validate_period()
		self.validate_part_of()
		self.keep_room_for_holds()
		stage_rules.check(self)
		self.confirm()
		self.set_availability()

	def on_update(self) -> None:
		holding.recompute(self.name)
		self.recompute_home_it_left()
		# The form that saved shows this document, not what was written beside it.
		self.update(
			frappe.db.get_value(self.doctype, self.name, ("availability", "free_places"), as_dict=True)
		)

	def recompute_home_it_left(self) -> None:
		before = self.get_doc_before_save()
		if before and before.part_of and before.part_of != self.part_of:
			holding.recompute(before.part_of)

	def set_landlord_from_session(self) -> None:
		"""A portal user offers homes of their own only, whatever the request says (invariant 5)."""
		landlord = portal_landlord(frappe.session.user)
		if landlord:
			self.landlord = landlord

	def take_plain_texts(self) -> None:
		"""What a portal user writes is no formula in the office's spreadsheets, by whatever way it comes."""
		if portal_landlord(frappe.session.user):
			written = [field for field in WRITTEN if self.get(field)]
			self.update({field: for_field(self.get(field)) for field in written})

	def set_title(self) -> None:
		if not self.title and self.kind and self.locality:
			self.title = f"{for_all_readers(self.kind)}, {self.locality}"

	def validate_numbers(self) -> None:
		self.places = cint(self.places) or 1
		self.households_at_once = cint(self.households_at_once) or 1
		if self.households_at_once > self.places:
			refuse(
				_("{0} can't be more than {1}: every household needs at least one place.").format(
					frappe.bold(_("Households at once")), frappe.bold(_("Places"))
				)
			)

	def validate_period(self) -> None:
		refuse_reversed(self, "available_from", "available_to", getdate)
		refuse_reversed(self, "shortest_stay_months", "longest_stay_months", cint)

	def validate_part_of(self) -> None:
		"""A home has one level of parts; deeper trees would hide who blocks whom."""
		if not self.part_of:
			return
		whole = frappe.db.get_value("Listing", self.part_of, ["part_of", "landlord"], as_dict=True)
		if self.part_of == self.name or whole.part_of or frappe.db.exists("Listing", {"part_of": self.name}):
			refuse(
				_("{0} must be a whole home: neither this listing itself nor a part of another.").format(
					frappe.bold(_("Part of"))
				)
			)
		if whole.landlord != self.landlord:
			refuse(
				_("{0} belongs to another landlord; a room and its home are let by the same.").format(
					frappe.bold(self.part_of)
				)
			)

	def keep_room_for_holds(self) -> None:
		"""Invariant 1: a home that is held doesn't become too small for those who hold it."""
		if not self.is_new() and any(self.has_value_changed(name) for name in CAPACITY):
			holding.refuse_too_small_home(self)

	def confirm(self) -> None:
		"""Approval, and every later word that the home is free, begins the time to the next question."""
		if self.entering == "Approved":
			self.last_confirmed_on = nowdate()
		if self.entering == "Approved" or self.has_value_changed("last_confirmed_on"):
			self.confirmation_misses, self.confirmation_asked_on = 0, None

	def set_availability(self) -> None:
		if self.is_new():
			self.availability, self.free_places = "Not Available", 0
