"""What the platform lets anybody put on a case who knows its name, or may read it: tags, hearts, comments and tasks.

They are the office's own. Each stands in for the platform's (`override_whitelisted_methods`) and takes the same arguments.
"""

import frappe

from oppna_ditt_hem.permissions.endpoints import may_read
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.permissions.registry import ROWS

# What the platform lets its readers comment on.
PUBLISHED = ("Blog Post", "Web Page")


def refuse_mark(doctype: str, *names: str) -> None:
	"""Refuse a mark on a case to whoever isn't of the staff, or may not read it; of other documents the platform decides.

	Raises:
		frappe.PermissionError: they may not.
	"""
	if doctype not in ROWS:
		return
	if not is_staff(frappe.session.user) or not all(may_read(doctype, name) for name in names):
		raise frappe.PermissionError


@frappe.whitelist()
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
	"""The platform's own, of documents that the user may mark (see `refuse_mark`)."""
	from frappe.desk.doctype.tag import tag as tags

	refuse_mark(dt, dn)
	return tags.add_tag(tag, dt, dn, color)


@frappe.whitelist()
def add_tags(tags: str | list, dt: str, docs: str | list, color: str | None = None) -> None:
	"""The platform's own, of documents that the user may mark (see `refuse_mark`)."""
	from frappe.desk.doctype.tag import tag as platforms

	refuse_mark(dt, *frappe.parse_json(docs))
	platforms.add_tags(tags, dt, docs, color)


@frappe.whitelist()
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""The platform's own, of documents that the user may mark (see `refuse_mark`)."""
	from frappe.desk.doctype.tag import tag as tags

	refuse_mark(dt, dn)
	tags.remove_tag(tag, dt, dn)


@frappe.whitelist()
def toggle_like(doctype: str, name: str | int, add: bool | str = False) -> None:
	"""The platform's own, of documents that the user may mark (see `refuse_mark`)."""
	from frappe.desk import like

	refuse_mark(doctype, name)
	like.toggle_like(doctype, name, add)


@frappe.whitelist(methods=["POST", "PUT"])
def add_comment(
	reference_doctype: str, reference_name: str, content: str, comment_email: str, comment_by: str
) -> dict:
	"""The platform's own, of documents that the user may mark; whoever comments does so in their own name."""
	from frappe.desk.form import utils

	refuse_mark(reference_doctype, reference_name)
	return utils.add_comment(reference_doctype, reference_name, content, *own_name())


def own_name() -> tuple[str, str]:
	user = frappe.session.user
	return user, frappe.utils.get_fullname(user)


@frappe.whitelist(allow_guest=True)
def add_comment_on_page(
	comment: str,
	comment_email: str,
	comment_by: str,
	reference_doctype: str,
	reference_name: str,
	route: str | None = None,
) -> str | bool | None:
	"""The platform's own, of what is published: it would take a comment on any document, and write to who made that.

	Raises:
		frappe.PermissionError: the document is of another kind.
	"""
	from frappe.templates.includes.comments import comments

	if reference_doctype not in PUBLISHED:
		raise frappe.PermissionError
	if frappe.session.user != "Guest":
		comment_email, comment_by = own_name()
	return comments.add_comment(
		comment, comment_email, comment_by, reference_doctype, reference_name, route or ""
	)


@frappe.whitelist(methods=["POST", "PUT"])
def relink(name: str, reference_doctype: str | None = None, reference_name: str | None = None) -> None:
	"""The platform's own, of a letter that the user may read, to a document that they may mark.

	Raises:
		frappe.PermissionError: they may not.
	"""
	from frappe import email

	if not is_staff(frappe.session.user) or not may_read("Communication", name):
		raise frappe.PermissionError
	refuse_mark(reference_doctype, reference_name)
	email.relink(name, reference_doctype, reference_name)


@frappe.whitelist()
def add_task(args: dict | None = None) -> list | None:
	"""The platform's own, of documents that the user may mark; whoever gives a task gives it in their own name."""
	from frappe.desk.form import assign_to

	asked = frappe._dict(args or frappe.local.form_dict)
	refuse_mark(asked.doctype, asked.name)
	return assign_to.add({**asked, "assigned_by": frappe.session.user})


@frappe.whitelist()
def add_tasks(args: dict | None = None) -> None:
	"""The platform's own, of documents that the user may mark; whoever gives a task gives it in their own name."""
	asked = frappe._dict(args or frappe.local.form_dict)
	for name in frappe.parse_json(asked.name):
		add_task({**asked, "name": name})


@frappe.whitelist()
def remove_task(doctype: str, name: str | int, assign_to: str) -> list | None:
	"""The platform's own, of documents that the user may mark."""
	from frappe.desk.form import assign_to as platforms

	refuse_mark(doctype, name)
	return platforms.remove(doctype, name, assign_to)


@frappe.whitelist()
def remove_tasks(doctype: str, names: str) -> None:
	"""The platform's own, of documents that the user may mark."""
	from frappe.desk.form import assign_to

	refuse_mark(doctype, *frappe.parse_json(names))
	assign_to.remove_multiple(doctype, names)
