"""The two long steps: in the request for a short list, by a background worker for a long one."""

import frappe
from frappe import _
from frappe.utils.background_jobs import generate_qname, get_workers

from oppna_ditt_hem.imports import trial
from oppna_ditt_hem.imports.batch import Batch
from oppna_ditt_hem.imports.blame import plain
from oppna_ditt_hem.imports.errors import NoWorkerError
from oppna_ditt_hem.imports.reading import ReadList
from oppna_ditt_hem.imports.transfer import transfer
from oppna_ditt_hem.refusals import refuse

# A request is cut off after two minutes; so many rows take a few seconds.
ROWS_IN_REQUEST = 100
QUEUE = "long"
SHOWN_FAULTS = 500
EXPECTED = (frappe.ValidationError, frappe.PermissionError)


def begin(batch: Batch, phase: str, total: int) -> None:
	"""Run a list's step, now or by a worker.

	Args:
		batch: the list.
		phase: "Checking" or "Importing".
		total: how many rows there are to work through.

	Raises:
		NoWorkerError: the list is long and nobody works off the queue.
	"""
	if total > ROWS_IN_REQUEST and not has_worker():
		refuse(
			_(
				"The list has {0} rows. More than {1} need a background worker, and none is running: ask whoever runs the system to start one, or divide the list."
			).format(total, ROWS_IN_REQUEST),
			NoWorkerError,
		)
	batch.move(phase, total=total)
	if total <= ROWS_IN_REQUEST:
		run(batch.token)
	else:
		options = {"queue": QUEUE, "timeout": 3600, "job_id": batch.job_id, "deduplicate": True}
		frappe.enqueue(in_background, **options, token=batch.token, language=frappe.local.lang)


def has_worker() -> bool:
	return any(generate_qname(QUEUE) in worker.queue_names() for worker in get_workers())


def in_background(token: str, language: str) -> None:
	"""A step by a worker. The officer hears of an expected refusal through the list; it is no failed job."""
	frappe.local.lang = language
	try:
		run(token)
	except EXPECTED:
		frappe.clear_messages()


def run(token: str) -> None:
	"""Do what the list's phase says; where that fails, nothing remains of it but the reason."""
	batch = Batch.load(token)
	try:
		STEPS[batch.phase](batch)
	except Exception as error:
		frappe.db.rollback()
		expected = isinstance(error, EXPECTED)
		batch.move(
			"Failed",
			message=plain(str(error)) if expected else _("Something went wrong. The error log says what."),
		)
		raise


def check(batch: Batch) -> None:
	"""Try every row, take everything back, and keep what was found."""
	sheet = ReadList(batch.doctype, batch.content, batch.filename)
	size = sheet.size
	try:
		plan = trial.check(sheet, batch.step)
	finally:
		frappe.db.rollback()
	batch.move("Checked", report=describe(plan, size), good_rows=sorted(sheet.rows), result=None)


def describe(plan: trial.Plan, size: int) -> dict:
	"""What the officer is shown of a check."""
	sheet = plan.sheet
	faults = sorted(sheet.faults, key=lambda fault: fault["row"])
	return {
		"size": size,
		"good": len(sheet.rows),
		"bad": len({fault["row"] for fault in faults}),
		"faults": faults[:SHOWN_FAULTS],
		"fault_count": len(faults),
		"unknown_columns": sheet.unknown_columns,
		"new_landlords": [person["landlord_name"] for person in plan.new_landlords],
	}


def bring_in(batch: Batch) -> None:
	"""Import the rows that the check found good: all of them, or nothing."""
	sheet = ReadList(batch.doctype, batch.content, batch.filename)
	result = transfer(sheet, batch.good_rows, batch.filename, batch.step)
	batch.move("Done", result=result)


STEPS = {"Checking": check, "Importing": bring_in}
