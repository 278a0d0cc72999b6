"""What a worker of the platform makes while somebody waits for it in the browser."""

import frappe

from tools.processes import wait_until


def wait_for_latest(doctype: str, done: str, failed: str) -> None:
	"""Wait until the document made last has the status `done`; it must not come to `failed`."""

	def is_done() -> bool:
		frappe.db.rollback()
		status = frappe.get_all(doctype, pluck="status", order_by="creation desc", limit=1)
		assert status != [failed]
		return status == [done]

	wait_until(is_done, f"no {doctype} was made")
