"""How often something may be asked for: counted in the platform's cache, which forgets by itself."""

import frappe
from frappe import _

from oppna_ditt_hem.answering.links import hash_of
from oppna_ditt_hem.refusals import refuse

HOUR = 60 * 60


class TooOftenError(frappe.ValidationError):
	"""Somebody asks or tries more often than a person would."""


def within(what: str, whose: str, most: int, seconds: int = HOUR) -> bool:
	"""Count one more time; False where that is too many within the span, which begins with the first.

	Args:
		what: is counted, such as "login-letter".
		whose: an address or a name; it is kept as a hash.
		most: times.
	"""
	key = frappe.cache.make_key(f"odh-limit:{what}:{hash_of(whose)}")
	times = frappe.cache.incr(key)
	if times == 1:
		frappe.cache.expire(key, seconds)
	return times <= most


def slow_down(what: str, whose: str, most: int) -> None:
	"""Count one more time within the hour.

	Raises:
		TooOftenError: that is too many.
	"""
	if not within(what, whose, most):
		refuse(_("That was too many times. Wait an hour, or call us."), TooOftenError)
