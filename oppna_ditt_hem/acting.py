"""The program acting by itself, on behalf of somebody who has no login or in a job."""

from contextlib import contextmanager

import frappe

from oppna_ditt_hem.stage_log import by_way_of


@contextmanager
def as_system(way: str):
	"""What the block does, the program does; changes of stage are noted as having come that way.

	`frappe.set_user` would do it, but it also throws away the session and the form of the request.

	Args:
		way: Portal, Link or Job.
	"""
	before = frappe.local.session
	frappe.local.session = frappe._dict(before, user="Administrator")
	forget_rights()
	try:
		with by_way_of(way):
			yield
	finally:
		frappe.local.session = before
		forget_rights()


def forget_rights() -> None:
	frappe.local.role_permissions, frappe.local.user_perms = {}, None
