"""The frame of every page: who asks, in which language, from which municipality, and what becomes of a form.

The platform commits at the end of every POST, also where a page ended in an error: what failed is rolled back here.
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from frappe.utils import get_url, nowdate, strip_html
from frappe.utils.jinja_globals import is_rtl

from oppna_ditt_hem import messages
from oppna_ditt_hem.permissions.portal_users import is_staff, portal_landlord
from oppna_ditt_hem.portal import kept, language, look, words

HOME, ENTRANCE, HOMES = "/hyr-ut", "/kom-in", "/mina-bostader"
LEADS_ON = {"/forslag": HOMES, "/erbjud-bostad": HOMES}
"""Pages that need more than their path to show what is on paper, and the one that leads there."""


class WrongFields(frappe.ValidationError):
	"""What is wrong belongs to fields of a form (field -> sentence), and is said there."""

	def __init__(self, wrong: dict[str, str]):
		super().__init__(" ".join(wrong.values()))
		self.wrong = wrong


class WrongField(WrongFields):
	def __init__(self, field: str, text: str):
		super().__init__({field: text})


class Missing(Exception):
	"""There is no such thing, or it is somebody else's: the answer is the same."""


def show(
	context,
	title: str,
	build: Callable[[], dict],
	act: Callable | None = None,
	*,
	guests=False,
	spoken: Mapping[str, str] = language.SPOKEN,
) -> None:
	"""Fill a page's context.

	Args:
		title: an English heading, to be translated.
		build: what the page shows.
		act: what is done with a form that was sent; goes on by `go`, or returns what to show instead of `build`.
		guests: whether the page is open to those who are not logged in.
		spoken: the languages that the page is in.
	"""
	language.choose(spoken)
	if not guests:
		require_landlord()
	context.update(frame(_(title), spoken))
	try:
		sent = attempt(act) if act and is_post() else {}
		context.update(sent if sent.pop("instead", False) else {**build(), **sent})
	except Missing:
		context.update({"missing": True, "title": _("The page is not there"), "http_status_code": 404})


def frame(title: str, spoken: Mapping[str, str] = language.SPOKEN) -> dict:
	guest = frappe.session.user == "Guest"
	frappe.flags.is_personal_page = not guest and not is_post()
	return {
		"title": title,
		"lang": frappe.local.lang,
		"direction": "rtl" if is_rtl() else "ltr",
		"look": look.of_municipality(),
		"languages": spoken,
		"sent_with": "" if guest else get_csrf_token(),
		"here": here(),
		"address_of_page": get_url(LEADS_ON.get(frappe.request.path, frappe.request.path)),
		"printed_on": words.day(nowdate()),
		"logged_in": not guest,
		"is_landlord": bool(landlord()),
		"news": [] if guest else news(),
		"no_cache": 1,
		"error": "",
		"errors": {},
		"recalled": bool(kept.recalled()),
		"done": frappe.form_dict.get("klart") or "",
	}


def here() -> str:
	"""Where somebody is; on the answer to a form, the page that the form stands on, for its address says no more."""
	return kept.way_back(frappe.form_dict) if is_post() else frappe.request.full_path.rstrip("?")


def keep_out_of_caches(response=None, request=None) -> None:
	"""Hook after each request: after a logout nobody goes back to what somebody has been shown.

	The answer to a form that was refused is left out: going back to it, the browser would ask to send it again.
	"""
	if response and frappe.flags.is_personal_page:
		response.headers["Cache-Control"] = "no-store"


def news() -> list[dict]:
	"""Messages that the landlord has not opened: one row, with its `path` and `count`, for each home or stay."""
	mine = landlord()
	if not mine:
		return []
	own = {
		doctype: frappe.get_list(doctype, pluck="name", order_by="name", limit=0) for doctype in messages.ON
	}
	places = [
		messages.path_of(row.reference_doctype, row.reference_name) for row in messages.unread(mine, own)
	]
	return [{"path": path, "count": places.count(path)} for path in dict.fromkeys(places)]


def is_post() -> bool:
	return frappe.request.method == "POST"


def word_of(form: dict) -> str:
	"""The word that tells a form from another, sent twice from one sent anew; empty where it has none."""
	return str(form.get("once") or "")


def attempt(act: Callable) -> dict:
	"""What a form did. A refusal undoes everything and becomes the page's `error`, or the one of its field in `errors`;
	a fault undoes everything as well."""
	try:
		return act(frappe.form_dict) or {}
	except frappe.Redirect:
		raise
	except (frappe.ValidationError, frappe.PermissionError) as refused:
		frappe.db.rollback()
		said = why(refused)
		return {"errors": refused.wrong} if isinstance(refused, WrongFields) else {"error": said}
	except Exception:
		frappe.db.rollback()
		raise


def refusal_of(write: Callable) -> str:
	"""Do what may be refused, whole or not at all; returns why it was refused, empty where it wasn't."""
	frappe.db.savepoint("refusal_of")
	try:
		write()
	except (frappe.ValidationError, frappe.PermissionError) as refused:
		frappe.db.rollback(save_point="refusal_of")
		return why(refused)
	return ""


def why(refused: Exception) -> str:
	"""Why something was refused, in words; the platform shows nothing of it beside the page."""
	said = [str(refused)]
	if isinstance(refused, frappe.MandatoryError):
		# The error itself names fields as the code does, the messages before it as people do.
		said = [frappe.parse_json(row).get("message") for row in frappe.get_message_log()] or said
	frappe.clear_messages()
	return strip_html(" ".join(said)) or _("That is not possible now.")


def require_landlord() -> None:
	"""Send who is not logged in to the entrance, and staff to the Desk: they work cases there."""
	user = frappe.session.user
	if user == "Guest":
		back = kept.keep(frappe.form_dict) if is_post() else frappe.request.full_path.rstrip("?")
		go(f"{ENTRANCE}?till={quote(back, safe='')}", 303 if is_post() else 302)
	if is_staff(user):
		go("/app", 302)
	if not portal_landlord(user):
		go(ENTRANCE, 302)


def landlord() -> str:
	"""The Landlord that the person who is logged in is."""
	return portal_landlord(frappe.session.user)


def own(doctype: str, name: str | None):
	"""One of the landlord's own documents.

	Raises:
		Missing: there is none of that name, or it is somebody else's.
	"""
	if not name or not frappe.db.exists(doctype, name):
		raise Missing
	if not frappe.has_permission(doctype, "read", doc=name):
		raise Missing
	return frappe.get_doc(doctype, name)


def go(path: str, status: int = 303) -> None:
	"""Go on to another page of this site; what was done until here is kept.

	Raises:
		frappe.Redirect: always.
	"""
	frappe.flags.redirect_location = path
	raise frappe.Redirect(status)


def local_path(path: str | None, otherwise: str = HOMES) -> str:
	"""A path of this site that came with a request; anything that leads elsewhere becomes `otherwise`."""
	parts = urlsplit(path or "")
	is_local = path and path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
	return path if is_local and not parts.netloc and not parts.scheme and path.isprintable() else otherwise
