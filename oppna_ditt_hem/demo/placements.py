"""Walks the story's placements from the proposal to wherever they stand.

The offer is tested against the home as it is today, so a stay that began months ago is proposed from
today and given its own first day as soon as the offer is made: the story's past runs in a minute.
"""

from datetime import date, timedelta

import frappe
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.demo import law
from oppna_ditt_hem.demo.acting import act_as, backdate, change, enter, step
from oppna_ditt_hem.demo.registry import Registry


class Walker:
	def __init__(self, registry: Registry) -> None:
		self.registry = registry

	def walk(self, row: dict) -> None:
		"""Make one placement and take it along its path."""
		start = max(row["from_date"], getdate(nowdate()))
		doc = enter("Placement", {**row, "from_date": start, "to_date": None}, self.registry, self.user(row))
		for stage in row["path"]:
			user = self.user(row, stage)
			change("Placement", doc.name, self.step_values(row, stage, start), self.registry, user)
			step("Placement", doc.name, stage, user)
			if stage == "Moved In":
				self.answer_checks(doc.name, row)
		self.put_back(doc.name, row)

	def user(self, row: dict, stage: str = "") -> str:
		# The two officers share the cases.
		officer = "officer" if int(row["key"][-2:]) % 2 else "officer2"
		return self.registry.name(row.get("by", {}).get(stage, officer))

	def step_values(self, row: dict, stage: str, start: date) -> dict:
		values = dict(row["steps"].get(stage, {}))
		if row["path"].index(stage) == 1 and start != row["from_date"]:
			values["from_date"] = row["from_date"]
		if stage == "Contract":
			listing = frappe.get_doc("Listing", self.registry.name(row["listing"]))
			values.update(law.at_signing(listing))
		return values

	def answer_checks(self, name: str, row: dict) -> None:
		answers = {check["day"]: check for check in row.get("checks", ())}
		act_as(self.user(row))
		doc = frappe.get_doc("Placement", name)
		for check in doc.checks:
			check.update(answers.get(check.day, {}))
		doc.save()

	def put_back(self, name: str, row: dict) -> None:
		times = dict(row.get("backdate", {}))
		if times.get("offered_on"):
			times["creation"] = times["offered_on"] - timedelta(days=1)
		backdate("Placement", name, times)
