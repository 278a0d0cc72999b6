"""Getting in through the municipality's identity service (OpenID Connect), set up as the platform's Social Login Key.

A key is a door for landlords when its Redirect URL is `CALLBACK`. The platform's own callback would log in whoever has
an address that the service names, proven or not and staff included, and never compares the state that it sent. Here:

- the answer is taken once, within minutes, in the browser that asked (state and a cookie; RFC 6749, 10.12), and its code
  is of no use to others (PKCE, RFC 7636);
- a person is known again by what the service calls them (`sub`), of which a keyed hash is kept: some services call people
  by their personnummer. Of the other claims a new landlord's name is kept, and the address;
- an address counts only where the service says that it has been verified. A service that tells none, such as one for
  BankID, leads to the letter once; who opens it in the same browser is known by the service from then on.
"""

import base64
import hashlib
import hmac
import re
import secrets

import frappe
from frappe import _
from frappe.integrations.oauth2_logins import custom as platforms_callback
from frappe.integrations.oauth2_logins import decoder_compat
from frappe.utils import cstr
from frappe.utils.oauth import get_oauth2_flow, get_oauth2_providers, get_redirect_uri
from frappe.utils.password import get_encryption_key

from oppna_ditt_hem.answering.links import hash_of
from oppna_ditt_hem.portal import accounts, limits, page
from oppna_ditt_hem.portal import browser as browser_of
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.texts import single_address

CALLBACK = "/api/method/oppna_ditt_hem.portal.sign_in.callback"
SECONDS = 10 * 60
"""How long somebody may take at the service."""
SECONDS_TO_PROVE = 40 * 60
"""How long somebody whom the service has named, but not their address, may take to open the letter."""
TRIES_AN_HOUR = 60
ASKED_FOR = {"response_type": "code", "scope": "openid email profile"}
# The platform lets a key of one of these names in by a function of its own, with no check of ours.
PLATFORMS_OWN = (
	"google",
	"github",
	"facebook",
	"frappe",
	"office_365",
	"salesforce",
	"fairlogin",
	"keycloak",
)
TRUE = (True, 1, "true", "True")
ERROR_CODE = re.compile(r'"error"\s*:\s*"(\w{1,60})"')

FAULTS = {
	"avbrutet": lambda: _("You have not logged in. Try again, or use the letter."),
	"gammal": lambda: _("The login was begun somewhere else or took too long. Begin again here."),
	"tjansten": lambda: _(
		"The login service did not answer as it should. Use the letter, or try again later."
	),
	"adress": lambda: _(
		"We know who you are, but have no address of yours that has been confirmed. Write it below and open the letter"
		" in this same browser; from then on you log in without it."
	),
	"ofta": lambda: _("That was too many times. Wait an hour, or call us."),
	"upptagen": lambda: _("This address can't be used here. Call us."),
}


class SignInError(Exception):
	"""The person is not let in this way; `fault` is a key of FAULTS."""

	def __init__(self, fault: str):
		super().__init__(fault)
		self.fault = fault


def providers() -> list[dict]:
	"""The services that landlords may log in by: `name` and `label`, by label."""
	rows = frappe.get_all(
		"Social Login Key",
		{"enable_social_login": 1},
		["name", "provider_name", "redirect_url"],
		order_by="provider_name",
	)
	return [{"name": row.name, "label": row.provider_name} for row in rows if is_door(row)]


def is_door(key) -> bool:
	"""Whether a Social Login Key is one for landlords."""
	return (key.redirect_url or "").strip().rstrip("/").endswith(CALLBACK)


# --- going to the service


def begin(provider: str, till: str | None) -> None:
	"""Send the browser to a service.

	Raises:
		TooOftenError: too many tries from one place.
		page.Missing: landlords don't log in by a service of that name.
		frappe.Redirect: otherwise.
	"""
	limits.slow_down("sign-in", frappe.local.request_ip or "", TRIES_AN_HOUR)
	if provider not in [row["name"] for row in providers()]:
		raise page.Missing
	state, verifier, browser = (secrets.token_urlsafe(32) for _each in range(3))
	row = {
		"provider": provider,
		"verifier": verifier,
		"browser": hash_of(browser),
		"till": page.local_path(till),
	}
	frappe.cache.set_value(key_of(state), row | {"lang": frappe.local.lang}, expires_in_sec=SECONDS)
	browser_of.remember(browser, SECONDS)
	page.go(address(provider, state, verifier))


def address(provider: str, state: str, verifier: str) -> str:
	challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
	return get_oauth2_flow(provider).get_authorize_url(
		**ASKED_FOR | get_oauth2_providers()[provider].get("auth_url_data", {}),
		redirect_uri=get_redirect_uri(provider),
		state=state,
		code_challenge=challenge,
		code_challenge_method="S256",
	)


def key_of(state: str) -> str:
	return f"odh-sign-in:{hash_of(state)}"


def key_of_pending(browser: str) -> str:
	return f"odh-sign-in:pending:{hash_of(browser)}"


# --- coming back


@frappe.whitelist(allow_guest=True, methods=["GET"])
def callback(code: str = "", state: str = "", error: str = "") -> None:
	"""Where a service sends somebody back to; leads on to where they wanted, or to the entrance with a reason."""
	try:
		limits.slow_down("sign-in-back", frappe.local.request_ip or "", TRIES_AN_HOUR)
		lead_to(enter(code, state, error))
	except SignInError as fault:
		frappe.db.rollback()
		lead_to(f"{page.ENTRANCE}?fel={fault.fault}")
	except limits.TooOftenError:
		frappe.clear_messages()
		lead_to(f"{page.ENTRANCE}?fel=ofta")
	except frappe.ValidationError:
		# What it says is for the person, and what it concerns is for nobody else.
		frappe.db.rollback()
		frappe.clear_messages()
		lead_to(f"{page.ENTRANCE}?fel=upptagen")


def lead_to(path: str) -> None:
	frappe.local.response["type"] = "redirect"
	frappe.local.response["location"] = path


def enter(code: str, state: str, error: str) -> str:
	"""Let in whom the service has named; returns where they go on to."""
	asked = taken(state)
	if error or not code:
		raise SignInError("avbrutet")
	claims = claims_of(asked["provider"], code, asked["verifier"])
	who = identity(asked["provider"], claims)
	email = user_of(who) or verified_address(claims)
	if not email:
		frappe.cache.set_value(key_of_pending(browser_of.this()), who, expires_in_sec=SECONDS_TO_PROVE)
		browser_of.remember(browser_of.this(), SECONDS_TO_PROVE)
		raise SignInError("adress")
	let_in(email, who, asked["lang"])
	# The platform keeps nothing of a GET otherwise.
	frappe.local.flags.commit = True
	return asked["till"]


def taken(state: str) -> dict:
	"""What was asked with a state, which is used up by that."""
	asked = frappe.cache.get_value(key_of(state), expires=True) if state else None
	# Of two that come at once, the one that deletes it goes on.
	if not asked or not frappe.cache.delete(frappe.cache.make_key(key_of(state))):
		raise SignInError("gammal")
	if not hmac.compare_digest(asked["browser"], browser_of.mark()):
		raise SignInError("gammal")
	return asked


def claims_of(provider: str, code: str, verifier: str) -> dict:
	"""What the service says of the person, asked for over the connection to the service itself."""
	sent = {
		"code": code,
		"redirect_uri": get_redirect_uri(provider),
		"grant_type": "authorization_code",
		"code_verifier": verifier,
	}
	try:
		session = get_oauth2_flow(provider).get_auth_session(data=sent, decoder=decoder_compat)
		answer = session.get(get_oauth2_providers()[provider]["api_endpoint"])
		answer.raise_for_status()
		claims = answer.json()
	except Exception as fault:
		# No traceback: it would show the code, and the tokens that came for it.
		told = ERROR_CODE.search(str(fault))
		frappe.log_error(f"Login by {provider}", f"{type(fault).__name__} {told[1] if told else ''}".strip())
		raise SignInError("tjansten") from None
	if not isinstance(claims, dict) or not claims.get("sub"):
		raise SignInError("tjansten")
	return claims


def identity(provider: str, claims: dict) -> dict:
	"""What is kept of who somebody is: the service, a keyed hash of what it calls them, and their name."""
	named = f"{provider}\n{claims['sub']}".encode()
	parts = [cstr(claims.get(part)).strip() for part in ("given_name", "family_name")]
	name = cstr(claims.get("name")).strip() or " ".join(part for part in parts if part)
	userid = hmac.new(get_encryption_key().encode(), named, hashlib.sha256).hexdigest()
	return {"provider": provider, "userid": userid, "name": name[:140]}


def user_of(who: dict) -> str | None:
	of = {"provider": who["provider"], "userid": who["userid"], "parenttype": "User"}
	return frappe.db.get_value("User Social Login", of, "parent", order_by="creation")


def verified_address(claims: dict) -> str:
	"""The person's address, if the service has verified that it is theirs (OpenID Connect Core 1.0, 5.1)."""
	email = cstr(claims.get("email")).strip().lower()
	if claims.get("email_verified") not in TRUE or len(email) > 140:
		return ""
	return single_address(email)


def let_in(email: str, who: dict, language: str) -> None:
	landlord = accounts.open_for(email, language)
	if not accounts.link(email, who):
		raise SignInError("upptagen")
	accounts.give_name(landlord, who["name"])
	frappe.local.login_manager.login_as(email)


def link_pending(email: str, asked_in: str) -> None:
	"""Somebody whom a service has named in this browser has now proven their address here as well.

	Args:
		asked_in: the mark of the browser in which the letter was asked for. A letter of somebody else's, opened here, would make the
			person's e-identification open that other login.
	"""
	if not asked_in or not hmac.compare_digest(asked_in, browser_of.mark()):
		return
	key = key_of_pending(browser_of.this())
	who = frappe.cache.get_value(key, expires=True)
	if who and frappe.cache.delete(frappe.cache.make_key(key)) and not user_of(who):
		accounts.link(email, who)


# --- what the platform would do instead


@frappe.whitelist(allow_guest=True, methods=["GET"])
def custom(code: str, state: str) -> None:
	"""The platform's callback for keys of one's own, closed to those that are doors for landlords.

	Raises:
		frappe.PermissionError: the key is one for landlords, whose codes are taken by `callback` only.
	"""
	provider = frappe.request.path.strip("/").split("/")[-1]
	key = frappe.db.get_value("Social Login Key", provider, ["redirect_url"], as_dict=True)
	if key and is_door(key):
		raise frappe.PermissionError
	platforms_callback(code, state)


def validate_key(doc, method: str | None = None) -> None:
	"""Refuse a door for landlords that the platform would open by a function of its own.

	Raises:
		StageRuleError: says what to choose instead.
	"""
	if is_door(doc) and (doc.name or frappe.scrub(doc.provider_name)) in PLATFORMS_OWN:
		refuse(
			_(
				"{0} can't be a login for landlords: the platform would let people in past its rules. Choose {1} and"
				" another name."
			).format(frappe.bold(doc.provider_name), frappe.bold(_("Custom")))
		)
