"""What the engine says about a pair, as the Desk shows it: reasons, what to ask whom, and where the score comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import frappe
from frappe import _

from oppna_ditt_hem import asking
from oppna_ditt_hem.matching.catalogue import RuleSet
from oppna_ditt_hem.matching.rules import FIT, PRIORITY
from oppna_ditt_hem.matching.tables import Market
from oppna_ditt_hem.saying import say

# Preferences that keep a home for those who need what it has. Their points are what it costs to give it to others.
SCARCE = ("scarce_home", "fits_size")


def told(reason) -> dict:
	"""A reason as the Desk shows it, from the engine or from frozen JSON."""
	return {
		"key": reason.key,
		"criterion": _(reason.criterion),
		"kind": reason.kind,
		"state": reason.state,
		"blocks": bool(reason.blocks),
		"text": say(reason),
		"weight": reason.weight,
		"points": reason.points,
	}


@dataclass(frozen=True)
class Telling:
	"""Words for the matches of one search."""

	market: Market
	rules: RuleSet

	@cached_property
	def explanations(self) -> dict[str, str]:
		"""By name of criterion: what the administrator has written, else what the rule says of itself."""
		written = dict(
			frappe.get_all(
				"Matching Criterion", fields=["name", "explanation"], order_by="name", as_list=True
			)
		)
		used = (*self.rules.requirements, *self.rules.preferences)
		return {c.name: _(text) for c in used if (text := written.get(c.name) or c.rule.explanation)}

	def reasons(self, match) -> list[dict]:
		"""The reasons of a match, each with its criterion's explanation and, where it is unknown, what to ask."""
		return [
			{
				**told(reason),
				"explanation": self.explanations.get(reason.criterion, ""),
				"ask": asking.questions(self.market, match, reason) if reason.state == "unknown" else [],
			}
			for reason in match.reasons
		]

	def score(self, match) -> list[dict]:
		"""Where the score comes from: fit and priority apart.

		Returns, for both, {"aspect", "points", "most", "parts"}; a part has "criterion", "points", "most" and "state".
		Points are of the whole score's 100. A preference that gives every pair the same is the part without a state.
		"""
		said = {reason.key: reason for reason in match.reasons}
		total = sum(criterion.weight for criterion in self.rules.preferences) or 1.0
		return [
			self.aspect(aspect, value, said, 100 / total)
			for aspect, value in ((FIT, match.fit), (PRIORITY, match.priority))
		]

	def aspect(self, aspect: str, value: float, said: Mapping, per_weight: float) -> dict:
		criteria = [c for c in self.rules.preferences if c.rule.aspect == aspect and c.weight]
		most = sum(c.weight for c in criteria) * per_weight
		parts = [part(said[c.rule.key], c.weight * per_weight) for c in criteria if c.rule.key in said]
		silent = [c for c in criteria if c.rule.key not in said]
		points = value * most / 100
		if silent:
			rest = points - sum(one["points"] for one in parts)
			parts.append(
				{
					"criterion": ", ".join(_(c.name) for c in silent),
					"points": round(max(rest, 0.0), 2),
					"most": round(sum(c.weight for c in silent) * per_weight, 2),
					"state": None,
				}
			)
		return {"aspect": aspect, "points": round(points, 2), "most": round(most, 2), "parts": parts}

	def scarce(self, match) -> list[str]:
		"""What it costs, in words, to give a scarce home to a household that doesn't need what is scarce about it."""
		total = sum(criterion.weight for criterion in self.rules.preferences) or 1.0
		return [
			_("{0} That costs {1} points, to keep the home for those who need it.").format(
				say(reason), round(lost)
			)
			for reason in match.reasons
			if reason.key in SCARCE
			and reason.state == "unmet"
			and (lost := reason.weight * 100 / total - reason.points) >= 0.5
		]


def part(reason, most: float) -> dict:
	return {
		"criterion": _(reason.criterion),
		"points": reason.points,
		"most": round(most, 2),
		"state": reason.state,
	}
