"""A kept round, read for one reader: without what that reader may not see, and with titles for names."""

import json
from collections.abc import Callable
from functools import cached_property

import frappe
from frappe import _

from oppna_ditt_hem import match_cards
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.saying import show

NEEDS_LEVEL = 1


class Result:
	"""The result of a Matching Run, as the current user may see it.

	A household that became protected after the round is left out like one that never was in it; so is what has
	been deleted since.

	Attributes:
		run: the Matching Run document.
		data: what `keeping.to_keep` gives; empty where the round is not done.
	"""

	def __init__(self, name: str):
		self.run = frappe.get_doc("Matching Run", name)
		self.run.check_permission("read")
		self.data: dict = json.loads(self.run.result or "{}")

	@cached_property
	def homes(self) -> dict[str, dict]:
		"""Rows of every home in the result that the reader may see."""
		return match_cards.home_rows(sorted(mentioned(self.data)[1]))

	@cached_property
	def households(self) -> dict[str, dict]:
		"""Rows of every household in the result that the reader may see."""
		return match_cards.household_rows(sorted(mentioned(self.data)[0]))

	@cached_property
	def sees_needs(self) -> bool:
		"""Whether the reader may know what a household needs, which the reasons tell."""
		meta = frappe.get_meta("Match Proposal")
		return NEEDS_LEVEL in meta.get_permlevel_access("read", user=frappe.session.user)

	def pairs(self, which: str) -> list[list]:
		"""The pairs of the round ("pairs") or of the plain list ("greedy")."""
		return [
			pair for pair in self.data.get(which, []) if pair[0] in self.households and pair[1] in self.homes
		]

	def left(self, side: str) -> list[dict]:
		"""Those without a proposal: "households" or "listings"."""
		rows = self.households if side == "households" else self.homes
		return [why for why in self.data.get(f"{side}_left", []) if why["subject"] in rows]

	def title_of(self, name: str) -> str:
		row = self.households.get(name) or self.homes.get(name)
		return row["title"] if row else name

	def say(self, sentence: dict) -> str:
		"""A kept sentence in the reader's words, with titles where it names documents."""
		return render(sentence["template"], sentence["params"], _, self.shown)

	def shown(self, value, kind: str, translate: Callable[[str], str]) -> str:
		if isinstance(value, str) and (value in self.households or value in self.homes):
			return self.title_of(value)
		return show(value, kind, translate)

	def may_tell(self, sentence: dict) -> bool:
		"""False for a sentence that names a household the reader may not see."""
		hidden = mentioned(self.data)[0] - self.households.keys()
		return not any(isinstance(value, str) and value in hidden for value in sentence["params"].values())


def mentioned(data: dict) -> tuple[set[str], set[str]]:
	"""Names of the households and of the homes that a kept result speaks of."""
	households: set[str] = set()
	homes = set(data.get("prices") or ())
	for seeker, home, *_score in (*data.get("pairs", ()), *data.get("greedy", ())):
		households.add(seeker)
		homes.add(home)
	for left, own, other, side in (
		("households_left", households, homes, "listing"),
		("listings_left", homes, households, "household"),
	):
		for why in data.get(left, ()):
			own.add(why["subject"])
			other.update(name for one in why["relaxations"] for name in one["names"])
			other.update([why["nearest"][side]] if why["nearest"] else [])
	return households, homes
