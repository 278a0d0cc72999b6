"""Getting in without a password: a letter with a link that works once and for a short time.

The platform's own login link would do, but it says whether an address has an account, and it is used up by mail
scanners that open every link. Here the answer is the same for everybody, an account is made when the link is used and
not before, and the token stands behind "#" (see `answering.links`), so that only a person's browser sends it.
"""

import secrets

import frappe
from frappe import _
from frappe.utils import get_url

from oppna_ditt_hem.answering import letters
from oppna_ditt_hem.answering.links import Unlogged, hash_of, typed
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.portal import accounts, browser, kept, limits, page, sign_in
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.texts import single_address

MINUTES = 30
LETTERS_AN_HOUR, ASKED_AN_HOUR, TRIES_AN_HOUR = 5, 30, 30
SENDING = "frappe.email.doctype.email_queue.email_queue.send_mail"
KIND, STAFF_KIND = "Login to the portal", "Login for staff"


def act(form: dict) -> dict:
	"""What was sent: an address, a token, the wish to log in by a service, or to get out."""
	if form.get("do") == "out":
		frappe.local.login_manager.logout()
		page.go(page.HOME)
	if form.get("do") == "with":
		sign_in.begin(str(form.get("provider") or ""), form.get("till"))
	if "token" in form:
		return enter(typed(str(form.get("token") or "")), form.get("till"))
	return ask(str(form.get("email") or "").strip().lower(), form.get("till"))


def build() -> dict:
	if page.landlord():
		page.go(page.local_path(frappe.form_dict.get("till")), 302)
	return {
		"till": frappe.form_dict.get("till") or "",
		"email": str(kept.unsaved().get("email") or "")[:140],
		"sent_to": "",
		"wrong": {},
		"minutes": MINUTES,
		"late": "kvar=" in (frappe.form_dict.get("till") or ""),
		"services": sign_in.providers(),
		"fault": sign_in.FAULTS.get(frappe.form_dict.get("fel") or "", str)(),
	}


def ask(email: str, till: str | None) -> dict:
	"""Send a link to an address; what is shown says nothing about whether it has an account.

	Raises:
		TooOftenError: too many questions from one place.
	"""
	limits.slow_down("login-asked", frappe.local.request_ip or "", ASKED_AN_HOUR)
	if len(email) > 140 or not single_address(email):
		return {
			"wrong": {"email": _("Write an e-mail address, such as name@example.com.")},
			"email": email[:140],
		}
	if not letters.has_account() or frappe.flags.mute_emails:
		refuse(_("We can't send e-mail just now. Call us, and we help you by phone."))
	if limits.within("login-letter", email, LETTERS_AN_HOUR):
		send(email, page.local_path(till))
	return {"sent_to": email}


def send(email: str, till: str) -> None:
	row = frappe.db.get_value("User", {"name": email}, ["enabled", "language"], as_dict=True)
	if row and not row.enabled:
		return
	language = (row.language if row else None) or frappe.local.lang
	party = frappe._dict(email=email, preferred_language="sv" if language == "sv" else "en")
	if row and is_staff(email):
		# A login that works cases asks for more than a letter.
		queued = letters.send(STAFF_KIND, party, {"link": get_url("/login")})
	else:
		queued = letters.send(KIND, party, {"link": issue(email, till), "minutes": MINUTES})
	# Somebody sits and waits for it; the queue by itself is emptied every few minutes.
	frappe.enqueue(SENDING, queue="short", email_queue_name=queued, enqueue_after_commit=True)


def issue(email: str, till: str) -> str:
	"""A link that lets whoever opens it in as the address; only its hash is kept."""
	token = secrets.token_urlsafe(24)
	row = {"email": email, "till": till, "lang": frappe.local.lang, "browser": browser.mark()}
	frappe.cache.set_value(key_of(token), row, expires_in_sec=MINUTES * 60)
	return Unlogged(f"{get_url(page.ENTRANCE)}#{token}")


def key_of(token: str) -> str:
	return f"odh-login:{hash_of(token)}"


def enter(token: str, till: str | None) -> dict:
	"""Let in whoever holds a link, and make their account where there is none.

	Raises:
		TooOftenError: too many tries from one place.
	"""
	if not token:
		return {"wrong": {"token": _("This has to be filled in.")}}
	limits.slow_down("login-tried", frappe.local.request_ip or "", TRIES_AN_HOUR)
	row = frappe.cache.get_value(key_of(token), expires=True)
	# Of two that come at once, the one that deletes it enters.
	if not row or not frappe.cache.delete(frappe.cache.make_key(key_of(token))):
		return {"error": _("The link has been used or is too old. Ask for a new one below.")}
	accounts.open_for(row["email"], row["lang"])
	sign_in.link_pending(row["email"], row["browser"])
	frappe.local.login_manager.login_as(row["email"])
	page.go(page.local_path(till or row["till"]))
