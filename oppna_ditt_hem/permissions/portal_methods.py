"""What a login of the portal may call: the portal's own methods, and a few of the platform's.

The platform opens some eight hundred methods to whoever is logged in, and trusts most of them to ask for rights by themselves. Not all
do, and each of its versions brings more. Who works cases needs them; landlords and households have pages, and documents over REST,
which stand under the row rules. So the list is of what they may, not of what they may not.
"""

import frappe
from frappe import _
from frappe.api import API_URL_MAP
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from oppna_ditt_hem.permissions import OVERRIDE_WHITELISTED_METHODS
from oppna_ditt_hem.permissions.portal_users import is_portal_only
from oppna_ditt_hem.refusals import refuse

OURS = "oppna_ditt_hem."
PLATFORMS = {
	# In and out, and the password.
	"login",
	"logout",
	"web_logout",
	"frappe.handler.logout",
	"frappe.handler.web_logout",
	"frappe.auth.get_logged_user",
	"frappe.core.doctype.user.user.reset_password",
	"frappe.core.doctype.user.user.test_password_strength",
	"frappe.core.doctype.user.user.update_password",
	"frappe.www.login.login_via_key",
	"frappe.www.login.login_via_token",
	"frappe.www.login.send_login_link",
	# What REST answers as well.
	"frappe.client.get",
	"frappe.client.get_list",
	"frappe.client.get_value",
	"frappe.desk.reportview.get_count",
	# Files and papers.
	"upload_file",
	"frappe.handler.upload_file",
	"download_file",
	"frappe.handler.download_file",
	"frappe.core.api.file.get_max_file_size",
	"frappe.utils.print_format.download_pdf",
	"frappe.www.printview.get_html_and_style",
	# The platform's web pages and forms.
	"ping",
	"frappe.ping",
	"frappe.client.get_time_zone",
	"frappe.email.queue.unsubscribe",
	"frappe.realtime.can_subscribe_doc",
	"frappe.realtime.can_subscribe_doctype",
	"frappe.realtime.get_user_info",
	"frappe.translate.get_all_languages",
	"frappe.translate.get_app_translations",
	"frappe.website.doctype.web_form.web_form.accept",
	"frappe.website.doctype.web_form.web_form.get_form_data",
	"frappe.website.doctype.web_form.web_form.get_web_form_filters",
	"frappe.website.doctype.web_page_view.web_page_view.make_view_log",
}
LOGIN_SERVICES = "frappe.integrations.oauth2_logins."
# A few methods call another one by a name that was sent.
CARRIES_A_CALL = ("method", "query")


class ClosedMethodError(frappe.PermissionError):
	"""A login of the portal calls what the portal doesn't use."""


def refuse_in_request() -> None:
	"""Refuse a request that calls what its user may not call.

	Raises:
		ClosedMethodError: a login of the portal calls what isn't on the list.
		frappe.PermissionError: a call within a call goes round one of our own methods.
	"""
	called = frappe.local.form_dict.get("cmd") or called_by_path()
	if not called:
		return
	carried = [name for key in CARRIES_A_CALL if (name := frappe.local.form_dict.get(key))]
	# The platform looks up what stands in for a method only where that is called by itself.
	if any(name in OVERRIDE_WHITELISTED_METHODS for name in carried if isinstance(name, str)):
		raise frappe.PermissionError
	if is_portal_only(frappe.session.user) and (carried or not is_open(called)):
		refuse(
			_("{0} is not open to you. Use the pages of the portal, or call us.").format(
				frappe.bold(frappe.utils.escape_html(str(called)))
			),
			ClosedMethodError,
			_("Not open"),
		)


def is_open(called: str) -> bool:
	stand_ins = frappe.get_hooks("override_whitelisted_methods", {}).get(called)
	name = stand_ins[-1] if stand_ins else called
	return name.startswith((OURS, LOGIN_SERVICES)) or name in PLATFORMS


def called_by_path() -> str:
	"""The method that the path of a request calls, or a word for a document's own; empty where it calls none."""
	request, form = frappe.request, frappe.local.form_dict
	if not request.path.startswith("/api/"):
		return ""
	try:
		rule, parts = API_URL_MAP.bind_to_environ(request.environ).match(return_rule=True)
	except (HTTPException, RequestRedirect):
		return ""
	if "doctype" in parts:
		of_document = (
			"method" in parts or "run_method" in form or rule.endpoint.__name__ == "execute_doc_method"
		)
		return (
			f"{parts['doctype']}: {parts.get('method') or form.get('run_method') or ''}"
			if of_document
			else ""
		)
	return parts["method"].split("/")[0] if "method" in parts else rule.rule.rsplit("/", 1)[1]
