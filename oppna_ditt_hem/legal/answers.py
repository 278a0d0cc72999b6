"""The form of an answer: a value or what to ask, a sentence, the paragraph it rests on and how well that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..matching.words import Text

VERIFIED = "V"
INFERRED = "I"
MARKS = ("V", "S", "I", "M")
"""The surest first."""


def weakest(*marks: str) -> str:
	"""The least sure of the marks: a chain holds no better than that."""
	return max(marks, key=MARKS.index)


@dataclass(frozen=True)
class Source:
	"""Where a rule or an amount is from: legal reference, mark (V, S, I or M) and the edition it was read in."""

	reference: str
	mark: str
	edition: str = ""

	@property
	def verified(self) -> bool:
		return self.mark == VERIFIED

	def inferred(self) -> Source:
		"""The same paragraph, read further than its words go."""
		return Source(self.reference, weakest(self.mark, INFERRED), self.edition)


def joined(*sources: Source) -> Source:
	"""One source of several: every reference once, the least sure mark."""
	references = dict.fromkeys(source.reference for source in sources if source.reference)
	editions = dict.fromkeys(source.edition for source in sources if source.edition)
	mark = weakest(*(source.mark for source in sources))
	return Source("; ".join(references), mark, "; ".join(editions))


@dataclass(frozen=True)
class Ground:
	"""One sentence of a reasoning, with the paragraph and how well it is known."""

	text: Text
	reference: str
	mark: str

	@property
	def verified(self) -> bool:
		return self.mark == VERIFIED


def ground(text: Text, source: Source) -> Ground:
	return Ground(text, source.reference, source.mark)


@dataclass(frozen=True)
class Finding:
	"""The answer to one question.

	`value` is a day, an amount, a yes or no or a code, as the function says; None where it can't be told, and then `ask`
	holds what to find out, or there is nothing to tell.
	"""

	value: Any
	text: Text
	source: Source
	ask: tuple[Text, ...] = ()

	@property
	def reference(self) -> str:
		return self.source.reference

	@property
	def mark(self) -> str:
		return self.source.mark

	@property
	def verified(self) -> bool:
		"""False also where something must be asked first."""
		return self.source.verified and not self.ask

	def as_dict(self) -> dict[str, Any]:
		"""Plain data that fits in JSON; days as ISO text."""
		return {
			"value": plain(self.value),
			"text": said(self.text),
			"reference": self.reference,
			"mark": self.mark,
			"verified": self.verified,
			"ask": [said(text) for text in self.ask],
		}


def plain(value: Any) -> Any:
	return value.isoformat() if isinstance(value, date) else value


def said(text: Text) -> dict[str, Any]:
	"""A sentence as plain data: its template and parameters, to be put in words by whoever shows it."""
	params: Mapping[str, Any] = {name: plain(value) for name, value in text.params.items()}
	return {"template": text.template, "params": dict(params)}
