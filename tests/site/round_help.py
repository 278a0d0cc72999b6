"""Rounds for tests: computed here and now within the test's transaction, or by the test server's worker."""

import contextlib
import json
from pathlib import Path

import frappe
import pymysql
from factories import OFFICER, acting_as, make, make_user
from frappe.utils.background_jobs import create_job_id, get_job, get_redis_conn
from rq import Worker

from oppna_ditt_hem import matching_runs
from oppna_ditt_hem.rounds import job, life
from oppna_ditt_hem.rounds.progress import Progress
from oppna_ditt_hem.saying import for_all_readers
from tools.processes import wait_until

FAMILY = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]


def three_for_two() -> tuple[list, list]:
	"""Three households for two homes."""
	make.locality("Nås")
	homes = [make.listing("Approved", places=4), make.listing("Approved", places=2, locality="Nås")]
	households = [
		make.applicant("Seeking", members=FAMILY),
		make.applicant("Seeking"),
		make.applicant("Seeking", wished_localities=[{"locality": "Nås"}]),
	]
	return households, homes


class Still(Progress):
	"""Lets nothing go: a real one drops what the test has not committed."""

	def refuse_stopped(self) -> None:
		pass

	def part(self, start: float, end: float) -> "Still":
		return Still(self.run, start, end)


def start(role=OFFICER, **values) -> str:
	with acting_as(make_user(role)):
		return matching_runs.start_round(**values)["run"]


def compute(run: str) -> str:
	"""What the worker does with a round, but within this transaction."""
	owner = life.begin(run).owner
	with acting_as(owner):
		job.finish(run, job.compute(run, Still(run)))
	return run


def done(role=OFFICER, **values) -> str:
	return compute(start(role, **values))


def field(run: str, *names: str):
	return frappe.db.get_value("Matching Run", run, names[0] if len(names) == 1 else list(names))


def result(run: str) -> dict:
	return json.loads(field(run, "result"))


def now(proposal, *fields: str):
	"""The proposal's status as it stands, or other fields of it."""
	return frappe.db.get_value("Match Proposal", proposal.name, fields or "status")


def refusals(report: dict) -> list[tuple[str, str]]:
	"""Which proposals of a decision were refused, and by which error."""
	return [(one["proposal"], one["error"]) for one in report["refused"]]


def nothing_written() -> str:
	"""What everybody is told of a round that came to nothing."""
	return for_all_readers(job.REFUSED).format("").strip()


def proposals(run: str) -> list:
	fields = [
		"name",
		"applicant",
		"listing",
		"status",
		"score",
		"expires_on",
		"reasons",
		"expired_because",
		"idx",
	]
	return frappe.get_all("Match Proposal", {"matching_run": run}, fields, order_by="idx")


def status(run: str) -> str:
	"""The round's status as last committed."""
	frappe.db.rollback()
	return field(run, "status")


def wait_for(run: str, *statuses: str) -> str:
	wait_until(lambda: status(run) in statuses, f"{run} did not become {statuses}")
	return status(run)


def workers() -> list[Worker]:
	return Worker.all(get_redis_conn())


def settle_rounds() -> None:
	"""Wait until the worker is done with every round it has been given."""
	frappe.db.rollback()
	jobs = [
		get_job(life.job_id(run)) for run in frappe.get_all("Matching Run", pluck="name", order_by="name")
	]
	wait_until(lambda: not any(is_open(job) for job in jobs), "A round did not end")


def is_open(job) -> bool:
	return bool(job) and job.get_status() in ("queued", "started")


def at_work(run: str) -> Worker:
	"""The worker that computes a round."""
	wanted = create_job_id(life.job_id(run))
	return next(worker for worker in workers() if worker.get_current_job_id() == wanted)


def child_of(pid: int) -> int:
	"""The process that a worker has forked for its job."""
	for stat in Path("/proc").glob("[0-9]*/stat"):
		with contextlib.suppress(OSError):
			name, _paren, fields = stat.read_text().rpartition(")")
			if int(fields.split()[1]) == pid:
				return int(name.split()[0])
	raise AssertionError(f"{pid} has no child")


@contextlib.contextmanager
def holding(*statements: str):
	"""Another connection to the site's database that has run these statements and waits in their transaction."""
	frappe.db.commit()  # A table that this connection still reads can't be locked.
	conf = frappe.conf
	connection = pymysql.connect(
		host=conf.db_host or "127.0.0.1",
		port=int(conf.db_port or 3306),
		user=conf.db_name,
		password=conf.db_password,
		database=conf.db_name,
	)
	try:
		with connection.cursor() as cursor:
			for statement in statements:
				cursor.execute(statement)
		yield
	finally:
		connection.close()


def waits_for(statement: str) -> bool:
	"""Whether some other connection is in the middle of a statement with these words."""
	running = frappe.db.sql(
		"select info from information_schema.processlist where id != connection_id()", pluck=True
	)
	return any(statement in (text or "") for text in running)
