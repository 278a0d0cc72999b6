"""A worker that is killed in the middle of a job leaves nothing half-done, and the next one goes on."""

import subprocess
from pathlib import Path

import frappe
import pytest
from factories import make
from frappe.utils import add_to_date, now_datetime

from oppna_ditt_hem import holding
from tools import testbench
from tools.processes import wait_until

WORKER = Path(__file__).with_name("due_worker.py")
MANY = 8
BLOCKED = 4


def start(job: str) -> subprocess.Popen:
	bench = testbench.bench()
	words = [bench.python, "-W", "ignore", WORKER, testbench.SITE, job]
	return subprocess.Popen(words, cwd=bench.sites, env=bench.env, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def overdue(committed) -> list:
	placements = [make.placement("Offered") for _number in range(MANY)]
	for placement in placements:
		placement.db_set("offer_deadline", add_to_date(now_datetime(), hours=-1))
	frappe.db.commit()
	return placements


def expired(placements) -> list[bool]:
	frappe.db.rollback()
	return [frappe.db.get_value("Placement", row.name, "stage") == "Expired" for row in placements]


def whole(placement) -> bool:
	"""All that belongs to an expiry has happened, or none of it."""
	gone = frappe.db.get_value("Placement", placement.name, "stage") == "Expired"
	logged = bool(frappe.db.exists("Stage Log", {"reference_name": placement.name, "to_stage": "Expired"}))
	left = bool(
		frappe.db.get_value("Stage Log", {"reference_name": placement.name, "to_stage": "Offered"}, "left_on")
	)
	free = frappe.db.get_value("Listing", placement.listing, "availability") == "Free"
	return len({gone, logged, left, free}) == 1


def test_killed_in_the_middle_of_the_expiry_job(overdue):
	# Somebody works on the fifth home: there the worker has to wait, and there it is killed.
	holding.lock(overdue[BLOCKED].listing, None)
	worker = start("offers.expire")
	try:
		wait_until(lambda: waits_for(overdue[BLOCKED].listing), "The worker did not come to the locked home")
	finally:
		worker.kill()
		worker.wait()
	frappe.db.rollback()
	assert expired(overdue) == [number < BLOCKED for number in range(MANY)]
	assert all(whole(placement) for placement in overdue)
	assert all(holding.recompute(placement.listing) == [] for placement in overdue)
	frappe.db.rollback()

	done, _nothing = start("offers.expire").communicate(timeout=120)
	assert int(done) == MANY - BLOCKED
	assert all(expired(overdue)) and all(whole(placement) for placement in overdue)


def waits_for(listing: str) -> bool:
	"""Whether somebody asks for the lock of a home that this process holds."""
	return bool(
		frappe.db.sql(
			"""select 1 from information_schema.processlist
			where id != connection_id() and info like %s and info like '%%FOR UPDATE%%' limit 1""",
			f"%{listing}%",
		)
	)


def test_two_workers_at_once_share_a_backlog(overdue):
	workers = [start("offers.expire") for _number in range(2)]
	done = [int(worker.communicate(timeout=180)[0]) for worker in workers]
	assert sum(done) >= MANY
	assert all(expired(overdue)) and all(whole(placement) for placement in overdue)
	rows = {"reference_name": ["in", [row.name for row in overdue]], "to_stage": "Expired"}
	assert frappe.db.count("Stage Log", rows) == MANY
	assert not frappe.db.count("Error Log")
