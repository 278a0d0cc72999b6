"""A list between its steps. It waits in Redis for two hours and never becomes a file: it holds personal data
that mostly ends up in the register, and what doesn't shall not stay anywhere.
"""

import dataclasses
import json
import time

import frappe
from frappe import _
from frappe.utils.background_jobs import get_job_status

from oppna_ditt_hem.imports.errors import ListGoneError
from oppna_ditt_hem.refusals import refuse

KEPT_SECONDS = 2 * 60 * 60
# A job says every second how far it is; one that has been silent for so long has lost its worker.
SILENT_SECONDS = 300
AT_WORK = ("Checking", "Importing")
SEEN_BY_USER = ("token", "filename", "doctype", "phase", "done", "total", "report", "result", "message")


@dataclasses.dataclass
class Batch:
	"""Where a list is: Received, Checking, Checked, Importing, Done or Failed.

	`report` is what the check found, `good_rows` the sheet rows that passed it.
	"""

	token: str
	user: str
	filename: str
	doctype: str = ""
	phase: str = "Received"
	done: int = 0
	total: int = 0
	report: dict | None = None
	good_rows: list[int] = dataclasses.field(default_factory=list)
	result: dict | None = None
	message: str = ""
	heard_of: float = 0.0

	@classmethod
	def receive(cls, filename: str, content: bytes) -> "Batch":
		batch = cls(frappe.generate_hash(length=20), frappe.session.user, filename)
		frappe.cache.setex(key(batch.token, "content"), KEPT_SECONDS, content)
		batch.save()
		return batch

	@classmethod
	def load(cls, token: str) -> "Batch":
		"""The user's own list.

		Raises:
			ListGoneError: it isn't there any longer, or is another user's.
		"""
		kept = frappe.cache.get(key(token, "state"))
		batch = cls(**json.loads(kept)) if kept else None
		if not batch or batch.user != frappe.session.user:
			refuse(_("The list is no longer here. Choose the file again."), ListGoneError)
		return batch

	@property
	def content(self) -> bytes:
		"""The file as it was sent.

		Raises:
			ListGoneError: it isn't there any longer.
		"""
		content = frappe.cache.get(key(self.token, "content"))
		if content is None:
			refuse(_("The list is no longer here. Choose the file again."), ListGoneError)
		return content

	def save(self) -> None:
		self.heard_of = time.time()
		frappe.cache.setex(key(self.token, "state"), KEPT_SECONDS, json.dumps(dataclasses.asdict(self)))

	def move(self, phase: str, **values) -> None:
		"""Enter a phase, with whatever else changes by it."""
		self.phase, self.done, self.message = phase, 0, ""
		for name, value in values.items():
			setattr(self, name, value)
		self.save()

	def step(self, done: int) -> None:
		"""Say how far the work has come; Redis is only told now and then."""
		self.done = done
		if done == self.total or time.time() - self.heard_of > 1:
			self.save()

	def forget(self) -> None:
		frappe.cache.delete(key(self.token, "state"), key(self.token, "content"))

	def for_user(self) -> dict:
		"""What the browser needs, where a job that lost its worker counts as failed."""
		if self.phase in AT_WORK and self.lost_its_worker:
			self.move(
				"Failed",
				message=_("The work stopped before it was done. Nothing was imported; start again."),
			)
		return {name: getattr(self, name) for name in SEEN_BY_USER}

	@property
	def job_id(self) -> str:
		return f"list_import_{self.token}"

	@property
	def lost_its_worker(self) -> bool:
		status = get_job_status(self.job_id)
		if status in ("failed", "stopped", "canceled"):
			return True
		return status != "queued" and time.time() - self.heard_of > SILENT_SECONDS


def key(token: str, part: str) -> bytes:
	return frappe.cache.make_key(f"list_import:{token}:{part}")
