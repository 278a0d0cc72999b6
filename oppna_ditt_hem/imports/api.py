"""What the import dialog asks for. Every step needs the right to import, and nobody sees another's list."""

import tempfile
from pathlib import Path

import frappe
from frappe import _

from oppna_ditt_hem.imports import SHEET_KINDS, access, work
from oppna_ditt_hem.imports.batch import AT_WORK, Batch
from oppna_ditt_hem.imports.errors import (
	ListGoneError,
	NoGoodRowsError,
	RowsAtFaultError,
	UnreadableListError,
)
from oppna_ditt_hem.imports.reading import ReadList, refuse_size
from oppna_ditt_hem.imports.refused import workbook
from oppna_ditt_hem.matching.sheets import write_template
from oppna_ditt_hem.refusals import refuse

GOOD_ROWS, ALL_ROWS = "good", "all"


@frappe.whitelist(methods=["POST"])
def receive() -> dict:
	"""Take in a file through the platform's own `upload_file`, which calls this as its `method`.

	Returns the list's token.

	Raises:
		UnreadableListError: no file, or one that is too large.
	"""
	frappe.has_permission("Data Import", "create", throw=True)
	content = getattr(frappe.local, "uploaded_file", None)
	if not content:
		refuse(_("Choose a file with rows in it, .xlsx or .csv."), UnreadableListError)
	refuse_size(content)
	return {"token": Batch.receive(frappe.local.uploaded_filename or _("The list"), content).token}


@frappe.whitelist(methods=["POST"])
def check(token: str, doctype: str) -> dict:
	"""Read a list and try every row, without keeping anything. A long list is checked in the background.

	Returns what `progress` does.

	Raises:
		UnreadableListError: no row can be read.
		NoWorkerError: the list is long and no worker runs.
	"""
	access.require(doctype)
	batch = Batch.load(token)
	refuse_at_work(batch)
	batch.doctype = doctype
	size = ReadList(doctype, batch.content, batch.filename).size
	work.begin(batch, "Checking", size)
	return Batch.load(token).for_user()


@frappe.whitelist(methods=["POST"])
def start(token: str, rows: str) -> dict:
	"""Import a checked list.

	Args:
		token: the list.
		rows: "good" leaves refused rows out; "all" imports nothing while there are any.

	Returns what `progress` does.

	Raises:
		RowsAtFaultError: "all", and some row is refused; or the register has changed and refuses one now.
		NoGoodRowsError: every row is refused.
		ListGoneError: the list hasn't been checked.
	"""
	batch = Batch.load(token)
	if batch.phase != "Checked" or rows not in (GOOD_ROWS, ALL_ROWS):
		refuse(_("Check the list first."), ListGoneError)
	access.require(batch.doctype)
	if rows == ALL_ROWS and batch.report["bad"]:
		refuse(
			_(
				"Nothing was imported: {0} rows are refused. Correct them, or import the good rows only."
			).format(frappe.bold(batch.report["bad"])),
			RowsAtFaultError,
		)
	if not batch.good_rows:
		refuse(_("No row can be imported. Correct them and check the list again."), NoGoodRowsError)
	work.begin(batch, "Importing", len(batch.good_rows))
	return Batch.load(token).for_user()


@frappe.whitelist()
def progress(token: str) -> dict:
	"""Where a list is: phase, rows done of total, what the check found, what was imported, why it failed."""
	return Batch.load(token).for_user()


@frappe.whitelist(methods=["POST"])
def forget(token: str) -> None:
	"""Throw a list away before its two hours are over."""
	batch = Batch.load(token)
	if batch.phase not in AT_WORK:
		batch.forget()


@frappe.whitelist()
def download_template(doctype: str) -> None:
	"""The empty sheet to fill in, with an example row and what to write in each column."""
	access.require(doctype)
	with tempfile.TemporaryDirectory() as directory:
		path = Path(directory) / "template.xlsx"
		write_template(path, SHEET_KINDS[doctype], _)
		send(f"{SHEET_KINDS[doctype]}.xlsx", path.read_bytes())


@frappe.whitelist()
def download_refused(token: str) -> None:
	"""The refused rows of a checked list with the reason beside each.

	Raises:
		ListGoneError: the list hasn't been checked, or isn't kept any longer.
	"""
	batch = Batch.load(token)
	if not batch.report:
		refuse(_("Check the list first."), ListGoneError)
	access.require(batch.doctype)
	raw = ReadList(batch.doctype, batch.content, batch.filename).raw
	send(f"{SHEET_KINDS[batch.doctype]}-refused.xlsx", workbook(raw, batch.report["faults"]))


def refuse_at_work(batch: Batch) -> None:
	if batch.phase in AT_WORK and not batch.lost_its_worker:
		refuse(_("The list is being worked on. Wait until it is done."), ListGoneError)


def send(filename: str, content: bytes) -> None:
	frappe.local.response.update({"filename": filename, "filecontent": content, "type": "binary"})
