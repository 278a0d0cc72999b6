"""Rounds of matching: started, computed by the background, and decided by people."""

import frappe
from walking import reason

from oppna_ditt_hem import matching_runs

from .steps import pick
from .world import acting, manager, officer


def round_started(world, rng) -> str:
	with acting(officer(rng)):
		return f"starts {matching_runs.start_round()['run']}"


def round_stopped(world, rng) -> str:
	run = pick(rng, "Matching Run", {"kind": "Round", "status": ["in", ("Queued", "Running")]})
	with acting(manager(rng)):
		return f"stops {run}: {matching_runs.cancel_round(run)['status']}"


def proposals_decided(world, rng) -> str:
	"""Approved or dropped, a few at once; what is no longer open now and then as well."""
	name = pick(rng, "Match Proposal", {"status": "Open"} if rng.random() < 0.9 else {})
	run = frappe.db.get_value("Match Proposal", name, "matching_run")
	others = frappe.get_all("Match Proposal", {"matching_run": run}, pluck="name", order_by="name")
	# One that a search made, and no round, stands alone.
	names = sorted({name, *rng.choices(others or [name], k=2)})
	with acting(manager(rng) if rng.random() < 0.3 else officer(rng)):
		if rng.random() < 0.3:
			found = matching_runs.drop(names, reason("Proposal Dropped"))
		else:
			found = matching_runs.approve(names)
	return f"decides {', '.join(names)}: {len(found['done'])} done, {len(found['refused'])} refused"


MATCHING = {round_started: 2, round_stopped: 1, proposals_decided: 5}
