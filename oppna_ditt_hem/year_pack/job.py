"""A worker makes a pack that somebody asked for in the Desk."""

from hashlib import sha256

import frappe
from frappe import _
from frappe.translate import get_user_lang
from frappe.utils import getdate, now
from frappe.utils.background_jobs import is_job_enqueued

from oppna_ditt_hem.year_pack import archive

DOCTYPE = "Year Pack"


def job_id(name: str) -> str:
	return f"year_pack_{name}"


def at_work(name: str) -> bool:
	"""Whether a worker has the pack, or will have; a worker that died has not."""
	return is_job_enqueued(job_id(name))


def enqueue(name: str) -> None:
	"""Hand the pack to a worker once it is saved for good."""
	frappe.enqueue(
		"oppna_ditt_hem.year_pack.job.carry_out",
		queue="long",
		job_id=job_id(name),
		deduplicate=True,
		enqueue_after_commit=True,
		name=name,
	)


def carry_out(name: str) -> None:
	"""Make the pack, or say why it came to nothing; as the user who asked for it and in their language."""
	frappe.local.lang = get_user_lang(frappe.session.user)
	told(name, status="Running", message=None)
	frappe.db.commit()
	try:
		fill(name)
	except Exception:
		frappe.db.rollback()
		log = frappe.log_error(title=f"Year Pack {name}")
		told(
			name,
			status="Failed",
			message=_("It came to nothing. Try again; what went wrong is in the error log {0}.").format(
				log.name
			),
		)
	frappe.db.commit()


def fill(name: str) -> None:
	pack = frappe.get_doc(DOCTYPE, name)
	content, manifest = archive.make(getdate(pack.from_date), getdate(pack.to_date), progress_of(name))
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{pack.from_date}--{pack.to_date} {name}.zip",
			"attached_to_doctype": DOCTYPE,
			"attached_to_name": name,
			"attached_to_field": "file",
			"is_private": 1,
			"content": content,
		}
	).insert()
	remove_earlier(name, file.name)
	left_out = "\n".join(f"{_(one['report'])}: {one['why']}" for one in manifest["left_out"])
	told(
		name,
		status="Done",
		message=None,
		file=file.file_url,
		sha256=sha256(content).hexdigest(),
		reports=len(manifest["reports"]),
		left_out=left_out,
		made_on=now(),
	)


def remove_earlier(name: str, file: str) -> None:
	"""A pack that is made anew replaces the one before, once it is there: the platform takes a file off the disk at once."""
	attached = {"attached_to_doctype": DOCTYPE, "attached_to_name": name, "name": ["!=", file]}
	for earlier in frappe.get_all("File", attached, pluck="name", order_by="name"):
		frappe.delete_doc("File", earlier, ignore_permissions=True)


def progress_of(name: str):
	def progress(done: int, all_of_them: int, title: str) -> None:
		percent = 100 * done / all_of_them
		frappe.publish_progress(
			percent, title=_("Year Pack"), doctype=DOCTYPE, docname=name, description=title
		)

	return progress


def told(name: str, **values) -> None:
	frappe.db.set_value(DOCTYPE, name, values)
	frappe.get_doc(DOCTYPE, name).notify_update()
