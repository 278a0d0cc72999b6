"""Loads the Vansbro story: everything is entered, and walked through its workflow, by the story's people.

So the data obeys the same rules as anybody's, and what the rules write (who offered, who answered, which
checks are due) is there. Times that the program takes from the clock are put back afterwards.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import getdate, nowdate, update_progress_bar

from oppna_ditt_hem import holding
from oppna_ditt_hem.demo import PASSWORD, history, placements, story
from oppna_ditt_hem.demo.acting import act_as, attach, backdate, change, enter, own_session, step
from oppna_ditt_hem.demo.registry import Registry
from oppna_ditt_hem.stages import STAGES

# Where a case must stand when placements begin; what comes after waits until they are done.
OPEN_STAGE = {"Listing": "Approved", "Applicant": "Seeking"}
PROTOCOL_FIELDS = (
	"smoke_alarm",
	"escape_way",
	"heating_works",
	"water_works",
	"lock_works",
	"winter_checked",
)
SETTINGS = {
	"municipality": "Vansbro",
	"inhabitants": 6752,
	"contact_name": "Kerstin Åslund",
	# One of the numbers that are kept for stories (Post- och telestyrelsen).
	"contact_phone": "070-174 06 35",
}


class DemoSiteError(frappe.ValidationError):
	"""The site holds real cases, so the demo is not mixed in."""


def load_story(anchor: date | str | None = None, force: bool = False) -> None:
	"""See `oppna_ditt_hem.demo.load`."""
	registry = Registry()
	before = len(registry.rows)
	if not force:
		refuse_real_site(registry)
	with quietly(), own_session():
		try:
			Loader(registry, story.anchor_day(anchor or nowdate())).run()
			registry.save()
		except Exception:
			# Also takes back the files on the disk, which the end of the process would not.
			frappe.db.rollback()
			raise
	frappe.clear_cache()
	made = len(registry.rows) - before
	print(_("The Vansbro demo is loaded; {0} documents were made now.").format(made))


def refuse_real_site(registry: Registry) -> None:
	for doctype in ("Listing", "Applicant"):
		others = frappe.db.count(doctype, {"name": ["not in", registry.names(doctype) or [""]]})
		if others:
			frappe.throw(
				_(
					"This site already has {0} documents of type {1} that the demo has not made. Load the demo on a site of its own, or give force=True to mix it in."
				).format(others, _(doctype)),
				DemoSiteError,
			)


@contextmanager
def quietly():
	"""No mail goes out and no message is left over while the story is loaded."""
	muted, frappe.flags.mute_emails = frappe.flags.mute_emails, True
	try:
		yield
	finally:
		frappe.flags.mute_emails = muted
		frappe.clear_messages()


class Loader:
	"""One run of loading; records that are already there are passed over."""

	def __init__(self, registry: Registry, anchor: date) -> None:
		self.registry, self.anchor = registry, anchor

	def run(self) -> None:
		there = set(self.registry.rows)
		act_as("Administrator")
		self.masters()
		self.settings()
		self.each("landlords", self.landlord)
		homes = self.each("listings", self.listing)
		households = self.each("households", self.household)
		self.each("placements", placements.Walker(self.registry).walk)
		self.finish("Listing", homes)
		self.finish("Applicant", households)
		self.each("grants", self.grant)
		self.each("rates", self.rate)
		self.each("entries", self.entry)
		self.each("concerns", self.concern)
		# One by one: recomputing all at once commits after each home.
		for name in self.registry.names("Listing"):
			holding.recompute(name)
		for doctype, name in [row for key, row in self.registry.rows.items() if key not in there]:
			if doctype in STAGES:
				history.tell(doctype, name)

	def each(self, kind: str, make) -> list[dict]:
		"""Make the records of a kind that are missing; returns those."""
		missing = [row for row in self.in_order(kind) if row["key"] not in self.registry]
		for done, row in enumerate(missing):
			update_progress_bar(_("Demo: {0}").format(kind), done, len(missing))
			make(row)
		if missing:
			print()
		return missing

	def in_order(self, kind: str) -> list[dict]:
		# A whole home comes before its parts.
		return sorted(story.records(kind, self.anchor), key=lambda row: bool(row.get("part_of")))

	def user(self, key: str) -> str:
		return self.registry.name(key)

	# --- masters and people

	def masters(self) -> None:
		for kind, doctype, field in (
			("languages", "Language", "language_code"),
			("localities", "Locality", "locality_name"),
		):
			for row in story.records(kind, self.anchor):
				if row["key"] in self.registry:
					continue
				if frappe.db.exists(doctype, row[field]):
					self.registry.found[row["key"]] = row[field]
				else:
					enter(doctype, row, self.registry, "Administrator")
		self.each("users", self.make_user)

	def make_user(self, row: dict) -> None:
		user = frappe.get_doc(
			{
				"doctype": "User",
				"email": row["email"],
				"first_name": row["first_name"],
				"last_name": row["last_name"],
				"language": "sv",
				"send_welcome_email": 0,
				"roles": [{"role": role} for role in (row["role"], *row.get("also", ()))],
				# A picture keeps the platform from asking an outside server for one; taken off again below.
				"user_image": "/assets/frappe/images/default-avatar.png",
			}
		).insert()
		user.db_set("user_image", None, update_modified=False)
		frappe.utils.password.update_password(user.name, PASSWORD)
		self.registry.add(row["key"], "User", user.name)

	def settings(self) -> None:
		"""Name the municipality where nobody has yet."""
		for field, value in SETTINGS.items():
			if not frappe.db.get_single_value("Housing Settings", field):
				frappe.db.set_single_value("Housing Settings", field, value, update_modified=False)
				self.registry.add(f"setting-{field}", "Housing Settings", field)

	# --- cases

	def landlord(self, row: dict) -> None:
		enter("Landlord", row, self.registry, self.user("officer"))

	def listing(self, row: dict) -> None:
		doc = enter("Listing", row, self.registry, self.user(row["entered_by"]))
		self.hang_photos(doc.name, row)
		self.follow("Listing", row, until(row, OPEN_STAGE["Listing"]))
		backdate(
			"Listing", doc.name, {"creation": row["entered_on"], "last_confirmed_on": row.get("confirmed")}
		)

	def hang_photos(self, name: str, row: dict) -> None:
		if not row.get("photos"):
			return
		doc = frappe.get_doc("Listing", name)
		for photo in row["photos"]:
			doc.append("photos", {"image": attach(doc, f"{photo}.png")})
		doc.save()

	def household(self, row: dict) -> None:
		doc = enter("Applicant", row, self.registry, self.user(row["entered_by"]))
		self.follow("Applicant", row, until(row, OPEN_STAGE["Applicant"]))
		backdate("Applicant", doc.name, {"creation": row["registered_on"]})

	def finish(self, doctype: str, rows: Iterable[dict]) -> None:
		"""Walk what waited for the placements."""
		for row in rows:
			path = row["path"]
			self.follow(doctype, row, path[len(until(row, OPEN_STAGE[doctype])) :])

	def grant(self, row: dict) -> None:
		enter("Grant", row, self.registry, self.user("economist"))
		self.follow("Grant", row, row["path"])

	def rate(self, row: dict) -> None:
		enter("Grant Rate", row, self.registry, self.user("economist"))

	def entry(self, row: dict) -> None:
		user = self.user(row["entered_by"])
		doc = enter("Grant Entry", row, self.registry, user)
		change(
			"Grant Entry", doc.name, {key: row[key] for key in row if key == "voucher"}, self.registry, user
		)
		frappe.get_doc("Grant Entry", doc.name).submit()

	def concern(self, row: dict) -> None:
		enter("Concern", row, self.registry, self.user("concern"))

	# --- workflow

	def follow(self, doctype: str, row: dict, path: Iterable[str]) -> None:
		"""Take a document along its path; at each stage the step's values are saved first."""
		name = self.registry.name(row["key"])
		for stage in path:
			user = self.user(actor(doctype, row, stage))
			change(doctype, name, self.step_values(doctype, row, stage), self.registry, user)
			step(doctype, name, stage, user)

	def step_values(self, doctype: str, row: dict, stage: str) -> dict:
		values = dict(row.get("steps", {}).get(stage, {}))
		if (doctype, stage) == ("Listing", "Approved"):
			values.update(dict.fromkeys(PROTOCOL_FIELDS, "OK"))
			seen = min(getdate(nowdate()), row["entered_on"] + timedelta(days=8))
			values.update(inspected_on=seen, inspected_by=inspector(row))
		return values


def until(row: dict, stage: str) -> list[str]:
	"""The part of a record's path up to and with a stage; all of it where the stage isn't on it."""
	path = row["path"]
	return path[: path.index(stage) + 1] if stage in path else path


def inspector(row: dict) -> str:
	"""Somebody other than who entered the home, so that the inspector can approve it."""
	return "officer2" if row["entered_by"] == "officer" else "officer"


def actor(doctype: str, row: dict, stage: str) -> str:
	"""Key of the user who takes a step."""
	chosen = row.get("by", {}).get(stage)
	if doctype == "Grant":
		return chosen or "economist"
	if doctype == "Listing" and stage != "Submitted":
		return chosen or inspector(row)
	return chosen or row["entered_by"]
