"""What is wrong with input: which row, which column, what stood there, and why it can't be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .words import N_, Said, Translate, untranslated


@dataclass(frozen=True)
class Fault(Said):
	"""One refused value.

	`row` is the sheet's row number, or the row's name where the rows come from documents.
	"""

	row: int | str
	column: str
	value: Any
	template: str
	params: dict[str, Any] = field(default_factory=dict)

	def line(self, translate: Translate = untranslated) -> str:
		"""Row, column and reason in one line."""
		where = translate(WHERE).format(row=self.row, column=self.column)
		shown = "" if self.value in (None, "") else f" ({self.value})"
		return f"{where}{shown}: {self.text(translate)}"


WHERE = N_("Row {row}, {column}")


class BadInput(ValueError):
	"""Rows that can't be computed with. Nothing has been computed from any of them."""

	def __init__(self, faults: Sequence[Fault]):
		self.faults = list(faults)
		super().__init__("; ".join(fault.line() for fault in self.faults[:10]))
