"""The documents on which the permission table is tried, committed so that the server sees them."""

from functools import cached_property
from itertools import count

import frappe
from factories import make, make_user, name_of
from frappe.utils import add_days, nowdate

from oppna_ditt_hem.answering import offers


class World:
	"""The documents of one test, made when they are first asked for.

	Columns are "own" (of the portal users' own landlord and household, and entered by the user who
	tries), "others", and "protected" (leads to a protected identity, in a home of the own landlord).
	"""

	def __init__(self):
		self.documents: dict[tuple[str, str], str] = {}
		self.spares: dict[tuple[str, str], str] = {}
		self.files: dict[str, str] = {}
		self.reports: dict[str, str] = {}
		self.numbers = count()

	@cached_property
	def landlords(self) -> dict[str, str]:
		own = make.landlord(user=make_user("Landlord")).name
		return {"own": own, "others": make.landlord().name, "protected": own}

	@cached_property
	def households(self) -> dict[str, str]:
		return {
			"own": make.applicant(user=make_user("Applicant")).name,
			"others": make.applicant().name,
			"protected": make.applicant(protection="Sekretessmarkering").name,
		}

	@cached_property
	def grant(self) -> str:
		return make.grant("Running").name

	@cached_property
	def second_grant(self) -> str:
		return make.grant("Running", title="Snabbspåret").name

	@cached_property
	def listing(self) -> str:
		return make.listing().name

	def user(self, role: str) -> str:
		user = "Guest" if role == "Guest" else make_user(*([role] if role else []))
		frappe.db.commit()
		return user

	def document(self, doctype: str, column: str, role: str) -> str:
		key = doctype, column
		if key not in self.documents:
			self.documents[key] = self.new(doctype, column)
			self.attach(doctype, self.documents[key])
		return self.owned(doctype, self.documents[key], column, role)

	def spare(self, doctype: str, column: str, role: str) -> str:
		"""A document that may be deleted or submitted; a new one once it has been."""
		key = doctype, column
		if key not in self.spares:
			self.spares[key] = self.new(doctype, column)
		return self.owned(doctype, self.spares[key], column, role)

	def used_up(self, doctype: str, column: str) -> None:
		del self.spares[doctype, column]

	def owned(self, doctype: str, name: str, column: str, role: str) -> str:
		"""Let the user under test be the owner of what is called their own."""
		frappe.db.rollback()
		owner = self.user(role) if column == "own" and role != "Guest" else "Administrator"
		frappe.db.set_value(doctype, name, "owner", owner, update_modified=False)
		frappe.db.commit()
		return name

	def new(self, doctype: str, column: str) -> str:
		frappe.db.rollback()
		maker = getattr(self, f"new_{frappe.scrub(doctype)}", None)
		if maker:
			name = name_of(maker(column))
		else:
			name = frappe.get_doc({"doctype": doctype, **self.payload(doctype)}).insert().name
		frappe.db.commit()
		return name

	def new_landlord(self, column):
		return make.landlord(user=make_user("Landlord") if column == "own" else None)

	def new_listing(self, column):
		return make.listing(landlord=self.landlords[column])

	def new_applicant(self, column):
		values = {"protection": "Skyddad folkbokföring"} if column == "protected" else {}
		return make.applicant(user=make_user("Applicant") if column == "own" else None, **values)

	def new_placement(self, column):
		"""Offered, so that both parties may see it; a spare is only proposed, so that it may be deleted."""
		if ("Placement", column) in self.documents:
			home, household = self.new_listing(column), self.households[column]
			return make.placement("Proposed", listing=home, applicant=household)
		values = {"protection": "Sekretessmarkering"} if column == "protected" else {}
		household = make.applicant(
			"Seeking", user=make_user("Applicant") if column == "own" else None, **values
		)
		home = make.listing("Approved", landlord=self.landlords[column])
		return make.placement("Offered", listing=home, applicant=household)

	def new_grant_entry(self, column):
		return make.grant_entry(self.grant)

	def new_match_proposal(self, column):
		return make.proposal(self.households[column], self.new_listing(column))

	def new_matching_run(self, column):
		return make.run(self.households[column])

	def new_concern(self, column):
		household = self.households[column]
		return frappe.get_doc({"doctype": "Concern", **CONCERN, "applicant": household}).insert()

	def new_stage_log(self, column):
		offered = {"reference_doctype": "Placement", "to_stage": "Offered"}
		offered["reference_name"] = self.document("Placement", column, "")
		return frappe.db.get_value("Stage Log", offered)

	def new_answer_link(self, column):
		placement = frappe.get_doc("Placement", self.document("Placement", column, ""))
		return offers.new_link(placement, "Household")

	def payload(self, doctype: str) -> dict:
		"""What is sent to create a document that no rule but permission can refuse."""
		text = f"{doctype} {frappe.generate_hash(length=8)}"
		# Rates of a kind hold on days of their own.
		day = add_days("2000-01-01", next(self.numbers))
		values = {
			"Landlord": lambda: {"landlord_name": "Sven Uvberg"},
			"Listing": lambda: {
				"kind": "Room",
				"locality": make.locality(),
				"landlord": self.landlords["own"],
			},
			"Applicant": lambda: {"household_name": text},
			"Placement": lambda: {
				"listing": self.listing,
				"applicant": self.households["others"],
			},
			"Grant": lambda: {"title": text, "funder": "Länsstyrelsen Dalarna"},
			"Grant Entry": lambda: {
				"grant": self.grant,
				"budget_line": "Brokering",
				"entry_type": "Cost",
				"posting_date": nowdate(),
				"description": text,
				"amount": 100,
			},
			"Grant Rate": lambda: {
				"kind": "Hours",
				"rate": 400,
				"valid_from": day,
				"valid_to": day,
				"basis": text,
			},
			"Cost Allocation": lambda: {
				"description": text,
				"posting_date": nowdate(),
				"amount": 100,
				"split": "Amounts",
				"voucher_number": text,
				"parts": [
					{"grant": self.grant, "budget_line": "Brokering", "amount": 60},
					{"grant": self.second_grant, "budget_line": "Brokering", "amount": 40},
				],
			},
			"Grant Report": lambda: {"grant": self.grant, "report_kind": "Interim", "as_on": nowdate()},
			"Matching Criterion": lambda: {
				"criterion_name": text,
				"kind": "Preference",
				"source": "Built in",
				"rule": "rent_headroom",
				"active": 0,
			},
			"Matching Run": lambda: {"title": text, "kind": "Search"},
			"Match Proposal": lambda: {
				"applicant": self.households["others"],
				"listing": self.listing,
			},
			"Legal Parameter": lambda: {
				"key": text,
				"value": "1",
				"valid_from": nowdate(),
				"legal_reference": "Jordabalken 12:65 a",
				"mark": "M",
			},
			"Locality": lambda: {"locality_name": text},
			"Reason Code": lambda: {"reason": text, "applies_to": "Listing Closed"},
			"Concern": lambda: CONCERN,
			"Year Pack": lambda: {"from_date": "2016-01-01", "to_date": "2016-12-31"},
			"Answer Link": lambda: {"purpose": "Confirmation", "side": "Landlord", "listing": self.listing},
			"Stage Log": lambda: {
				"reference_doctype": "Listing",
				"reference_name": self.listing,
				"to_stage": "Draft",
				"changed_on": nowdate(),
			},
		}[doctype]()
		frappe.db.commit()
		return values

	def attach(self, doctype: str, name: str) -> None:
		row = {"doctype": "File", "file_name": f"{frappe.generate_hash(length=8)}.txt", "is_private": 1}
		row |= {"attached_to_doctype": doctype, "attached_to_name": name, "content": self.content(name)}
		self.files[name] = frappe.get_doc(row).insert().file_url
		frappe.db.commit()

	def content(self, name: str) -> bytes:
		return f"Private to {name}".encode()

	def file_url(self, doctype: str, name: str) -> str:
		return self.files[name]

	def report(self, doctype: str) -> str:
		"""A report on the DocType: the platform lets it run where the role's DocPerm says Report."""
		if doctype not in self.reports:
			name = f"Permission table {doctype}"
			row = {"doctype": "Report", "report_name": name, "ref_doctype": doctype, "is_standard": "No"}
			row |= {"report_type": "Query Report", "query": "select 1 as one"}
			if not frappe.db.exists("Report", name):
				frappe.get_doc(row).insert()
			self.reports[doctype] = name
			frappe.db.commit()
		return self.reports[doctype]


CONCERN = {"subject": "Health", "severity": "Low", "description": "The smoke alarm is silent."}
