"""A household as a landlord may know it while they decide (invariant 4): how many, how old, what they speak and wish.

Ages are given in bands, so that nobody is recognised by theirs. Names, needs, health, income and where they live now are
never here; name and phone come from `contact.released`, which knows the stage.
"""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from oppna_ditt_hem.matching.words import language_name
from oppna_ditt_hem.permissions.protected import is_protected

BANDS = ((0, 5), (6, 12), (13, 17), (18, 24), (25, 39), (40, 64))
OLDEST = 65
FIELDS = (
	"household_size",
	"household_kind",
	"interpreter_needed",
	"preferred_language",
	"has_pets",
	"smokes",
	"accepts_shared_home",
)


def for_landlord(placement) -> dict:
	"""What to decide by, in the reader's words; nothing of a protected household.

	Args:
		placement: one that the landlord may read.

	Returns `size`, `kind`, `ages` (sentences, youngest first), `languages`, `interpreter` and `wishes`.
	"""
	if is_protected("Applicant", placement.applicant):
		return {}
	row = frappe.db.get_value("Applicant", placement.applicant, FIELDS, as_dict=True)
	members = frappe.get_all(
		"Household Member",
		{"parent": placement.applicant, "parenttype": "Applicant"},
		["birth_year", "language"],
		order_by="idx",
	)
	return {
		"size": cint(row.household_size) or len(members),
		"kind": _(row.household_kind or "Household"),
		"ages": ages([cint(member.birth_year) for member in members]),
		"languages": languages([row.preferred_language, *(member.language for member in members)]),
		"interpreter": bool(row.interpreter_needed),
		"wishes": wishes(row),
	}


def ages(birth_years: list[int]) -> list[str]:
	this_year = getdate(nowdate()).year
	counted: dict[int, int] = {}
	for year in birth_years:
		counted[band_of(this_year - year)] = counted.get(band_of(this_year - year), 0) + 1
	return [in_words(band, counted[band]) for band in sorted(counted)]


def band_of(age: int) -> int:
	return next((place for place, (_first, last) in enumerate(BANDS) if age <= last), len(BANDS))


def in_words(band: int, count: int) -> str:
	if band == len(BANDS):
		return _("{0} of {1} years or more").format(count, OLDEST)
	first, last = BANDS[band]
	return _("{0} between {1} and {2} years").format(count, first, last)


def languages(codes: list[str | None]) -> str:
	return ", ".join(language_name(code, _) for code in dict.fromkeys(code for code in codes if code))


def wishes(row) -> list[str]:
	said = [
		(row.has_pets, _("They have pets.")),
		(row.smokes, _("Somebody smokes.")),
		(row.accepts_shared_home, _("They can share a home with somebody.")),
	]
	return [text for holds, text in said if holds]
