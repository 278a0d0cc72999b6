"""How far a round has come, for whoever looks at it.

It lies in Redis, never in the database: a round writes nothing there between its first and its last
transaction, so there is no half round to clean up.
"""

from time import monotonic

import frappe

from oppna_ditt_hem.rounds import life

KEPT_S = 24 * 60 * 60
LEAST_BETWEEN_S = 0.3


class Progress:
	"""Called between the steps of a round: tells how far it is, and stops it where somebody asked for that."""

	def __init__(self, run: str, start: float = 0.0, end: float = 1.0):
		self.run, self.start, self.end = run, start, end
		self.told, self.doing = 0.0, ""

	def part(self, start: float, end: float) -> "Progress":
		"""The same bar, for work that fills it from `start` to `end` (0-1)."""
		return Progress(self.run, start, end)

	def __call__(self, done: float, doing: str) -> None:
		"""Say that `done` (0-1) of the work is done, and what comes now (an English text of the catalogue).

		Raises:
			RoundCancelledError, RoundEndedError: the round is to stop here.
		"""
		if doing == self.doing and monotonic() - self.told < LEAST_BETWEEN_S:
			return
		self.refuse_stopped()
		self.told, self.doing = monotonic(), doing
		percent = round(100 * (self.start + (self.end - self.start) * min(max(done, 0.0), 1.0)))
		frappe.cache.set_value(key(self.run), {"percent": percent, "doing": doing}, expires_in_sec=KEPT_S)
		frappe.publish_realtime(
			"matching_round", {"run": self.run, "percent": percent}, doctype="Matching Run", docname=self.run
		)

	def refuse_stopped(self) -> None:
		# Nothing has been written: this only lets go of the old view of the database.
		frappe.db.rollback()
		row = frappe.db.get_value("Matching Run", self.run, ["status", "cancelled_by"], as_dict=True)
		if not row or row.status != "Running":
			raise life.RoundEndedError
		if row.cancelled_by:
			raise life.RoundCancelledError


def key(run: str) -> str:
	return f"matching_round:{run}"


def read(run: str) -> dict:
	"""{"percent", "doing"}; nothing where the round has told nothing yet."""
	return frappe.cache.get_value(key(run)) or {}


def forget(run: str) -> None:
	frappe.cache.delete_value(key(run))
