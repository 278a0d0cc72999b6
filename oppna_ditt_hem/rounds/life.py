"""From Queued to Done, Failed or Cancelled: one round at a time, whoever starts it and wherever it dies.

Whoever changes a round's status takes the turn first (`take_turn`) and reads it again, locked. So two people
can't start at once, and a job that lost its round to a cancellation or a funeral writes nothing.
"""

from datetime import datetime, timezone

import frappe
from frappe import _
from frappe.utils import now_datetime, time_diff_in_seconds
from frappe.utils.background_jobs import get_job
from redis.exceptions import RedisError
from rq.job import JobStatus

from oppna_ditt_hem import holding
from oppna_ditt_hem.matching.round import POLICIES, UnknownPolicy
from oppna_ditt_hem.matching.words import N_, render
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import for_all_readers, show

ACTIVE = ("Queued", "Running")
QUEUE = "long"
# A round is saved a moment before its job is queued.
UNQUEUED_S = 60
# A worker tells every half minute that it works; so long a silence means that it is gone.
SILENT_S = 150
WAITING = (JobStatus.QUEUED, JobStatus.DEFERRED, JobStatus.SCHEDULED)

DIED = N_(
	"The background worker that computed the round has died. Nothing was written. Start the round again."
)
CANCELLED = N_("Cancelled by {0}. Nothing was written.")
TITLE = N_("Round of {0}")


class RoundRunningError(frappe.ValidationError):
	"""Another round is queued or running."""


class RoundEndedError(frappe.ValidationError):
	"""The round has ended, so there is nothing to cancel or to write."""


class RoundCancelledError(frappe.ValidationError):
	"""Somebody has cancelled the round that is being computed."""


def take_turn() -> None:
	"""Wait for, and hold until the transaction ends, the one right to change the status of a round."""
	# The DocType's own row: it is always there, and nobody else needs it.
	holding.lock_rows("DocType", ["Matching Run"])


def prepare(run) -> None:
	"""Make a new Matching Run a queued round; the caller has the turn.

	Raises:
		RoundRunningError: names the round that is queued or running.
		StageRuleError: there is no such policy.
	"""
	if run.policy not in POLICIES:
		error = UnknownPolicy(run.policy)
		refuse(render(error.template, error.params, _, show))
	for other in active_rounds():
		if not bury(other):
			refuse(
				_(
					"{0} is not finished yet. Wait until it is, or cancel it, before you start another."
				).format(frappe.bold(other.name)),
				RoundRunningError,
				_("One round at a time"),
			)
	moment = now_datetime().strftime("%Y-%m-%d %H:%M")
	run.title = run.title or for_all_readers(TITLE).format(moment)
	run.status = "Queued"


def enqueue(run: str) -> None:
	"""Hand the round to a worker once it is saved for good."""
	frappe.enqueue(
		"oppna_ditt_hem.rounds.job.carry_out",
		queue=QUEUE,
		job_id=job_id(run),
		deduplicate=True,
		enqueue_after_commit=True,
		run=run,
	)


def job_id(run: str) -> str:
	return f"matching_round_{run}"


FIELDS = ("name", "status", "owner", "creation", "started_on", "cancelled_by")


def active_rounds() -> list:
	"""The rounds that are queued or running, as last committed; the caller has the turn."""
	table = frappe.qb.DocType("Matching Run")
	query = frappe.qb.from_(table).select(*(table[field] for field in FIELDS)).force_index("kind_status")
	query = query.where(table.kind == "Round").where(table.status.isin(ACTIVE)).orderby(table.name)
	return query.for_update().run(as_dict=True)


def locked(run: str):
	"""The round as last committed, or None where it has been deleted; the caller has the turn."""
	return next(iter(holding.lock_rows("Matching Run", [run], FIELDS)), None)


def begin(run: str):
	"""Move a queued round to Running. Returns its row, or None where it is no longer queued."""
	take_turn()
	row = locked(run)
	if not row or row.status != "Queued":
		return None
	write(run, status="Running", started_on=now_datetime())
	return row


def refuse_ended(run: str) -> None:
	"""Raise where the running round may not be written.

	Raises:
		RoundEndedError: it is no longer running.
		RoundCancelledError: somebody has asked for its end.
	"""
	row = locked(run)
	if not row or row.status != "Running":
		raise RoundEndedError
	if row.cancelled_by:
		raise RoundCancelledError


def end(run: str, status: str, message: str) -> bool:
	"""End a round without a result. False where it had ended already."""
	take_turn()
	row = locked(run)
	if not row or row.status not in ACTIVE:
		return False
	write(run, status=status, finished_on=now_datetime(), message=message)
	return True


def cancel(run: str, user: str) -> str:
	"""Cancel a round: at once where nobody computes it, otherwise before its next step.

	Returns its status afterwards: Cancelled or Running.

	Raises:
		RoundEndedError: it has ended.
	"""
	take_turn()
	row = locked(run)
	if not row or row.status not in ACTIVE:
		refuse(_("{0} has ended already.").format(frappe.bold(run)), RoundEndedError)
	if row.status == "Running" and not is_dead(row):
		write(run, cancelled_by=user)
		return "Running"
	write(
		run,
		status="Cancelled",
		finished_on=now_datetime(),
		cancelled_by=user,
		message=cancelled_by(user),
	)
	return "Cancelled"


def cancelled_by(user: str) -> str:
	return for_all_readers(CANCELLED).format(frappe.utils.get_fullname(user))


def write(run: str, **values) -> None:
	"""Write fields of a round, and tell the pages that show it once that is for good."""
	frappe.db.set_value("Matching Run", run, values)
	if "status" in values:
		frappe.publish_realtime(
			"matching_round",
			{"run": run, "status": values["status"]},
			doctype="Matching Run",
			docname=run,
			after_commit=True,
		)


# --- death


def bury_dead() -> list[str]:
	"""Mark each round whose worker has died as Failed (hourly, and when somebody looks). Returns their names."""
	filters = {"kind": "Round", "status": ["in", ACTIVE]}
	seen = frappe.get_all("Matching Run", filters, list(FIELDS), order_by="name")
	if not any(is_dead(row) for row in seen):
		return []
	take_turn()
	return [row.name for row in active_rounds() if bury(row)]


def bury(row) -> bool:
	"""Mark a round as Failed if its worker has died; the caller has the turn and has read the row under it."""
	if not is_dead(row):
		return False
	write(row.name, status="Failed", finished_on=now_datetime(), message=for_all_readers(DIED))
	return True


def is_dead(row) -> bool:
	"""Whether nobody works, or is going to work, on an active round."""
	try:
		job = get_job(job_id(row.name))
		status = job and job.get_status()
	except RedisError:
		return False
	if status in WAITING:
		return False
	if status == JobStatus.STARTED:
		return seconds_since(job.last_heartbeat) > SILENT_S
	# No job, or one that has ended without saying so.
	return bool(job) or time_diff_in_seconds(now_datetime(), row.started_on or row.creation) > UNQUEUED_S


def seconds_since(moment: datetime | None) -> float:
	"""Seconds since a moment that the queue has written: UTC, and without saying so."""
	if moment is None:
		return 0
	return (datetime.now(timezone.utc) - moment.replace(tzinfo=timezone.utc)).total_seconds()
