"""One cost that several grants bear: its parts are booked together, add up to it, and are taken back together."""

import frappe
from frappe import _
from frappe.utils import flt

from oppna_ditt_hem.economy.money import exact, shared_out
from oppna_ditt_hem.grants import ledger, limit, vouchers
from oppna_ditt_hem.grants.limit import LimitedDocument, kronor
from oppna_ditt_hem.refusals import LedgerError, refuse, require

COMMON = ("posting_date", "description", "voucher_number", "placement", "listing")


class CostAllocation(LimitedDocument):
	code_written = limit.APPROVAL
	approved_on = ("amount", "posting_date", "description", "voucher_number", "split")

	def validate(self) -> None:
		self.restore_code_written()
		require(self, ("amount", "parts"), _("before the cost is shared out"))
		self.amount = float(exact(self.amount))
		self.refuse_unfit_parts()
		self.share_out()
		self.refuse_wrong_sum()
		self.forget_entries()
		self.drop_approval_of_other_parts()
		if not self.docstatus:
			self.check_limit()

	def claims(self) -> dict[str, float]:
		found: dict[str, float] = {}
		for part in self.parts:
			found[part.grant] = flt(found.get(part.grant, 0) + flt(part.amount), 2)
		return found

	def places(self) -> list[tuple]:
		return sorted((part.grant, part.budget_line, flt(part.amount, 2)) for part in self.parts)

	def refuse_unfit_parts(self) -> None:
		places = [(part.grant, part.budget_line) for part in self.parts]
		if self.amount < 0 or len(set(places)) != len(places) or len(places) < 2:
			refuse(
				_(
					"A cost above zero is shared out over two or more budget lines, each named once. Book one part as a {0}."
				).format(frappe.bold(_("Grant Entry"))),
				LedgerError,
			)

	def share_out(self) -> None:
		"""From shares the amounts follow; öre that are left over go to the largest remainders."""
		if self.split != "Shares":
			return
		if any(flt(part.share) <= 0 for part in self.parts):
			refuse(_("Every row needs a {0} above zero.").format(frappe.bold(_("Share"))), LedgerError)
		for part, amount in zip(
			self.parts, shared_out(self.amount, [row.share for row in self.parts]), strict=True
		):
			part.amount = float(amount)

	def refuse_wrong_sum(self) -> None:
		"""Every krona is on one part, and on one only."""
		parts = [exact(part.amount) for part in self.parts]
		if min(parts) <= 0:
			refuse(_("Every row needs an {0} above zero.").format(frappe.bold(_("Amount"))), LedgerError)
		rest = flt(exact(self.amount) - sum(parts), 2)
		if rest:
			left = _("The rows add up to {0}, and the cost is {1}: {2} is still to be shared out.")
			over = _("The rows add up to {0}, and the cost is {1}: {2} too much is shared out.")
			refuse(
				(left if rest > 0 else over).format(
					kronor(sum(parts)), kronor(self.amount), frappe.bold(kronor(abs(rest)))
				),
				LedgerError,
			)

	def forget_entries(self) -> None:
		"""Which row of the ledger a part became, and what was approved of its grant, is written by code alone."""
		before = self.get_doc_before_save()
		known = {part.name: part for part in before.parts} if before else {}
		for part in self.parts:
			was = known.get(part.name) or frappe._dict()
			part.entry = was.entry
			if not self.flags.written_by_code:
				part.approved_overspend = was.approved_overspend

	def is_approved(self, over: dict[str, float]) -> bool:
		approved = {part.grant: flt(part.approved_overspend, 2) for part in self.parts}
		return all(too_much <= approved[grant] for grant, too_much in over.items())

	def note_approved(self, over: dict[str, float]) -> None:
		for part in self.parts:
			part.approved_overspend = over.get(part.grant, 0)

	def drop_approval_of_other_parts(self) -> None:
		before = self.get_doc_before_save()
		if before and not self.flags.written_by_code and before.places() != self.places():
			self.update(dict.fromkeys(limit.APPROVAL))

	def on_submit(self) -> None:
		"""Enter all rows, then read the ledger under lock, then book: who enters a row meanwhile is never waited for in turn."""
		entries = [self.new_entry(part) for part in self.parts]
		self.check_limit()
		for number, (part, entry) in enumerate(zip(self.parts, entries, strict=True)):
			# The limit was tested for all parts together, and the first part holds the voucher for all.
			entry.flags.update(limit_is_checked=True, voucher_is_held=number > 0, written_by_code=True)
			entry.submit()
			part.db_set("entry", entry.name, update_modified=False)
		vouchers.warn_of_no_file(self)

	def new_entry(self, part):
		# Only a part that takes its own grant over its amount was approved, and by as much.
		approval = limit.APPROVAL if part.approved_overspend else ()
		values = {field: self.get(field) for field in (*COMMON, *approval)}
		own = ("grant", "budget_line", "amount", "approved_overspend")
		values |= {field: part.get(field) for field in own}
		entry = frappe.get_doc({"doctype": "Grant Entry", "entry_type": "Cost", **values})
		entry.allocation = self.name
		entry.flags.update(written_by_code=True, limit_is_checked=True)
		return entry.insert()

	def before_cancel(self) -> None:
		super().before_cancel()
		closed = sorted(
			grant for grant in self.claims() if ledger.terms(grant).stage not in ledger.BOOKING_STAGES
		)
		if closed:
			refuse(
				_(
					"{0} takes back no costs any more, so this one can't be taken back as a whole. On the other grants, book a negative row that corrects their part."
				).format(frappe.bold(", ".join(closed))),
				LedgerError,
			)

	def on_cancel(self) -> None:
		for part in self.parts:
			entry = frappe.get_doc("Grant Entry", part.entry)
			entry.flags.with_allocation = True
			entry.cancel()

	def on_trash(self) -> None:
		if self.docstatus != 0:
			refuse(_("A cost that was shared out is cancelled, never deleted."), LedgerError)
