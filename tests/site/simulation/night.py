"""What runs by itself: the jobs of the app's hooks as the scheduler runs them, and what waits in the queues."""

import frappe
from frappe.utils import getdate, now_datetime
from frappe.utils.background_jobs import get_queues

from oppna_ditt_hem import hooks


def hourly(world, rng) -> str:
	run("hourly", "hourly_long")
	work_off_queues()
	world.expired_at = now_datetime()
	return "hourly jobs"


def daily(world, rng) -> str:
	run("daily", "daily_long")
	world.refreshed_on = getdate()
	return "daily jobs"


def restless_night(world, rng) -> str:
	"""All jobs in any order, some of them twice."""
	jobs = [job for jobs in hooks.scheduler_events.values() for job in jobs]
	for job in rng.choices(jobs, k=2 * len(jobs)):
		carry_out(job)
	return "jobs in disorder"


def run(*events: str) -> None:
	for event in events:
		for job in hooks.scheduler_events[event]:
			carry_out(job)


def carry_out(job: str) -> None:
	"""As `Scheduled Job Type` does."""
	frappe.get_attr(job)()
	frappe.db.commit()


def work_off_queues() -> None:
	"""Do what requests have left to the background, such as notifications."""
	for queue in get_queues():
		for job in queue.jobs:
			queue.remove(job)
			asked = job.kwargs
			frappe.set_user(asked["user"] or "Administrator")
			frappe.call(asked["method"], **asked["kwargs"])
			frappe.db.commit()
	frappe.set_user("Administrator")
