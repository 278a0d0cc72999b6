"""The compiled parts of an expression and how they are put together."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .expression_text import NOT_ALIKE, WRONG_KIND, BadExpression, said
from .pairs import Pairs
from .vocabulary import Name


@dataclass(frozen=True)
class Part:
	"""A compiled part: the kind of its value, how it is computed, and how many columns that holds at once."""

	kind: str
	run: Callable[[Pairs], Any]
	need: int = 1
	name: Name | None = None


def expect(part: Part, node: ast.AST, *kinds: str) -> Part:
	if part.kind not in kinds:
		raise BadExpression(WRONG_KIND, value=said(node), kind=part.kind, choices=list(kinds))
	return part


def alike(node: ast.AST, kinds: tuple[str, ...], *parts: Part) -> str:
	if len({part.kind for part in parts}) > 1:
		raise BadExpression(NOT_ALIKE, value=said(node), choices=[part.kind for part in parts])
	expect(parts[0], node, *kinds)
	return parts[0].kind


def joined(kind: str, operation: Callable[[Any, Any], Any], a: Part, b: Part) -> Part:
	"""Two parts by one operation; the one that holds more columns is computed first."""
	need = max(a.need, b.need) if a.need != b.need else a.need + 1

	def run(pairs: Pairs) -> Any:
		if a.need >= b.need:
			first = a.run(pairs)
			return operation(first, b.run(pairs))
		second = b.run(pairs)
		return operation(a.run(pairs), second)

	return Part(kind, run, need)


def folded(kind: str, operation: Callable[[Any, Any], Any], parts: list[Part]) -> Part:
	found = parts[0]
	for part in parts[1:]:
		found = joined(kind, operation, found, part)
	return found
