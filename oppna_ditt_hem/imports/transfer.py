"""The good rows of a list into the register by the platform's Data Import, in one transaction.

The platform's own run commits row by row, so a worker that dies would leave half a list. Here its Importer
reads and checks the file as always, but every row, the landlords, the Data Import, its file and its log
are committed together at the end: whatever stops the work before that leaves nothing behind.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.core.doctype.data_import.importer import Importer, create_import_log
from frappe.model.naming import set_new_name
from frappe.utils.file_lock import LockTimeoutError
from frappe.utils.global_search import update_global_search
from frappe.utils.synchronization import filelock

from oppna_ditt_hem.imports import blame, landlords, records, trial
from oppna_ditt_hem.imports.errors import ImportBusyError, RowsAtFaultError
from oppna_ditt_hem.imports.reading import ReadList
from oppna_ditt_hem.refusals import refuse

LOCK_SECONDS = 10
OnRow = Callable[[int], None]


def transfer(sheet: ReadList, good_rows: list[int], filename: str, on_row: OnRow = lambda done: None) -> dict:
	"""Import the rows that a check has found good, and commit.

	Args:
		sheet: the list, read again.
		good_rows: their row numbers in the sheet.
		filename: what the officer called the list.
		on_row: told how many rows are done.

	Returns what was done: name of the `data_import`, `imported` documents, new `landlords`.

	Raises:
		RowsAtFaultError: the register has changed since the check and refuses a row. Nothing is imported.
		ImportBusyError: another list is being imported.
	"""
	with one_at_a_time():
		try:
			done = insert_all(sheet, good_rows, filename, on_row)
			frappe.db.commit()
			return done
		except BaseException:
			frappe.db.rollback()
			raise


@contextmanager
def one_at_a_time() -> Iterator[None]:
	"""Two lists at once would not see each other's rows, and a home could be registered twice."""
	try:
		with filelock("list_import", timeout=LOCK_SECONDS):
			yield
	except LockTimeoutError:
		refuse(_("Another list is being imported. Wait until it is done, then try again."), ImportBusyError)


def insert_all(sheet: ReadList, good_rows: list[int], filename: str, on_row: OnRow) -> dict:
	sheet.rows = {number: sheet.rows[number] for number in good_rows if number in sheet.rows}
	frappe.db.rollback()  # A new view of the database, taken under the lock.
	plan = trial.Plan(sheet)
	refuse_changed(sheet, good_rows)
	newcomers = [(person, landlords.document(person)) for person in plan.new_landlords]
	people, names = reserve_names(plan, [doc for _person, doc in newcomers], good_rows)
	on_step = trial.spread(on_row, len(newcomers), len(good_rows))
	for (person, doc), name in zip(newcomers, people, strict=True):
		person["name"] = doc.insert(set_name=name).name
		on_step()
	data_import = create_data_import(plan, good_rows)
	run = WholeImport(plan.doctype, data_import=data_import)
	run.insert_all(names, good_rows, on_step)
	tell(data_import, filename, newcomers, len(good_rows))
	return {"data_import": data_import.name, "imported": len(good_rows), "landlords": len(newcomers)}


def refuse_changed(sheet: ReadList, good_rows: list[int]) -> None:
	lost = [fault for fault in sheet.faults if fault["row"] in good_rows]
	if lost:
		refuse_row(lost[0]["row"], lost[0]["column"], lost[0]["reason"])


def refuse_row(row: int, column: str, reason: str) -> None:
	where = f"{row}, {column}" if column else str(row)
	refuse(
		_("Nothing was imported, because of row {0}: {1} Check the list again.").format(where, reason),
		RowsAtFaultError,
		_("Nothing was imported"),
	)


def reserve_names(plan: trial.Plan, newcomers: list, good_rows: list[int]) -> tuple[list[str], list[str]]:
	"""Take the numbers that will be needed and commit that alone.

	A series is locked while a transaction takes from it; a long list would keep everybody else from
	registering anything. Numbers of an import that fails stay unused, as any that is cancelled.
	"""
	docs = [records.build(plan.doctype, plan.record(number)) for number in good_rows]
	for doc in (*newcomers, *docs):
		set_new_name(doc)
	frappe.db.commit()
	return [doc.name for doc in newcomers], [doc.name for doc in docs]


def create_data_import(plan: trial.Plan, good_rows: list[int]):
	"""A Data Import with the good rows as its private file."""
	doc = frappe.new_doc(
		"Data Import", reference_doctype=plan.doctype, import_type="Insert New Records", mute_emails=1
	).insert()
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.scrub(plan.doctype)}_{frappe.generate_hash(length=8)}.csv",
			"content": records.as_csv(plan.record(number) for number in good_rows),
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"attached_to_field": "import_file",
		}
	).insert()
	doc.import_file = file.file_url
	return doc.save()


class WholeImport(Importer):
	"""The platform's importer, inserting everything or nothing and leaving the commit to the caller."""

	def insert_all(self, names: list[str], good_rows: list[int], on_step: Callable[[], None]) -> None:
		payloads = self.payloads()
		self.before_import()
		try:
			with trial.unheard():
				docs = []
				for payload, name, number in zip(payloads, names, good_rows, strict=True):
					docs.append(self.insert_one(payload.doc, name, number))
					on_step()
		finally:
			self.after_import()
		# Found by search once they are there, and not before.
		frappe.db.after_commit.add(lambda: [update_global_search(doc) for doc in docs])
		self.write_log(docs, payloads)

	def payloads(self) -> list:
		"""The documents of the file.

		Raises:
			RowsAtFaultError: the platform can't read some value. It reads our own lines, so this is a fault of ours.
		"""
		payloads = self.import_file.get_payloads_for_import()
		warnings = [row for row in self.import_file.get_warnings() if row.get("type") != "info"]
		if warnings:
			refuse_row(warnings[0].get("row") or 1, "", blame.plain(warnings[0]["message"]))
		return payloads

	def insert_one(self, values: dict, name: str, number: int):
		doc = records.build(self.doctype, values)
		doc.flags.updater_reference = {
			"doctype": self.data_import.doctype,
			"docname": self.data_import.name,
			"label": _("via Data Import"),
		}
		try:
			doc.insert(set_name=name)
		except (frappe.ValidationError, frappe.PermissionError, frappe.db.DataError) as error:
			frappe.clear_messages()
			refuse_row(number, "", blame.explain(error, doc)[1])
		return doc

	def write_log(self, docs: list, payloads: list) -> None:
		"""The platform's log. Its table knows no transactions, so it is written when nothing can fail any more."""
		for index, (doc, payload) in enumerate(zip(docs, payloads, strict=True)):
			rows = [row.row_number for row in payload.rows]
			create_import_log(
				self.data_import.name, index, {"success": True, "docname": doc.name, "row_indexes": rows}
			)
		self.data_import.db_set({"status": "Success", "payload_count": len(docs)})


def tell(data_import, filename: str, newcomers: list, imported: int) -> None:
	"""Leave a note on the Data Import and on each new landlord, so that both can be traced."""
	shown = frappe.utils.escape_html(filename)
	data_import.add_comment(
		"Info", _("from {0}: {1} imported, {2} new landlords").format(shown, imported, len(newcomers))
	)
	for _person, doc in newcomers:
		doc.add_comment("Info", _("registered by the import {0}").format(data_import.name))
