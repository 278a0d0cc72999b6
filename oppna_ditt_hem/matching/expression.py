"""An administrator's expression over named columns, such as `min(1, listing.floor_area / (20 * household.size))`.

The text is parsed once, every part of it checked against a short list, and compiled into functions over whole columns; it
is never handed to Python to run. What isn't on the list is refused with what may be used. The size of the text bounds the
time, and parts are computed in the order that keeps fewest columns in memory: about log2 of the number of parts at once.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from . import values
from .expression_parts import Part, alike, expect, folded, joined
from .expression_text import (
	BAD_COUNT,
	BAD_DATE,
	BAD_NUMBER,
	FUNCTIONS,
	LARGEST,
	MOST_WORDS,
	NOT_ALIKE,
	UNKNOWN_FUNCTION,
	UNKNOWN_NAME,
	UNKNOWN_WORD,
	WORDS_ONLY,
	BadExpression,
	not_allowed,
	parse,
	said,
)
from .pairs import Pairs
from .vocabulary import ANSWER, DAY, NAMES, NUMBER, WORD, codes_of, names_like


def compile(text: str) -> Part:
	"""Check an expression and make it computable. `run(pairs)` gives float64 with NaN for what can't be told.

	Raises:
		BadExpression: what is wrong and what may be used.
	"""
	part = _compile(parse(text))
	if part.kind == WORD:
		raise BadExpression(WORDS_ONLY, value=text.strip())
	return Part(part.kind, lambda pairs: _quietly(part, pairs), part.need)


def _quietly(part: Part, pairs: Pairs) -> Any:
	with np.errstate(all="ignore"):
		return part.run(pairs)


def _compile(node: ast.AST) -> Part:
	found = COMPILERS.get(type(node))
	if found is None:
		raise not_allowed(node)
	return found(node)


def _constant(node: ast.Constant) -> Part:
	value = node.value
	if isinstance(value, bool):
		return Part(ANSWER, lambda pairs: np.float64(value))
	if not isinstance(value, (int, float)):
		raise not_allowed(node)
	# Compared before it becomes a float: an integer may be too large for one.
	if not -LARGEST <= value <= LARGEST or math.isnan(value):
		raise BadExpression(BAD_NUMBER, value=said(node), limit=int(LARGEST))
	return Part(NUMBER, lambda pairs: np.float64(value))


def _name(node: ast.Name | ast.Attribute) -> Part:
	text = said(node)
	name = NAMES.get(text)
	if name is None:
		raise BadExpression(UNKNOWN_NAME, value=text, names=names_like(text))
	return Part(name.kind, name.read, name=name)


ARITHMETIC = {
	ast.Add: ("+", {(NUMBER, NUMBER): NUMBER, (DAY, NUMBER): DAY, (NUMBER, DAY): DAY}),
	ast.Sub: ("-", {(NUMBER, NUMBER): NUMBER, (DAY, NUMBER): DAY, (DAY, DAY): NUMBER}),
	ast.Mult: ("*", {(NUMBER, NUMBER): NUMBER}),
	ast.Div: ("/", {(NUMBER, NUMBER): NUMBER}),
}


def _arithmetic(node: ast.BinOp) -> Part:
	if type(node.op) not in ARITHMETIC:
		raise not_allowed(node)
	sign, kinds = ARITHMETIC[type(node.op)]
	left, right = _compile(node.left), _compile(node.right)
	expect(left, node.left, NUMBER, DAY)
	expect(right, node.right, NUMBER, DAY)
	kind = kinds.get((left.kind, right.kind))
	if kind is None:
		raise BadExpression(NOT_ALIKE, value=said(node), choices=[left.kind, right.kind])
	return joined(kind, values.SIGNS[sign], left, right)


def _unary(node: ast.UnaryOp) -> Part:
	part = _compile(node.operand)
	if isinstance(node.op, ast.Not):
		expect(part, node.operand, ANSWER)
		return Part(ANSWER, lambda pairs: values.opposite(part.run(pairs)), part.need)
	if isinstance(node.op, ast.USub):
		expect(part, node.operand, NUMBER)
		return Part(NUMBER, lambda pairs: -part.run(pairs), part.need)
	raise not_allowed(node)


def _boolean(node: ast.BoolOp) -> Part:
	operation = values.both if isinstance(node.op, ast.And) else values.either
	parts = [expect(_compile(child), child, ANSWER) for child in node.values]
	return folded(ANSWER, operation, parts)


COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
OF_WORDS = (ast.Eq, ast.NotEq, ast.In, ast.NotIn)


def _comparison(node: ast.Compare) -> Part:
	sides = [node.left, *node.comparators]
	found = [_compared(node, *three) for three in zip(sides, node.ops, sides[1:], strict=False)]
	return folded(ANSWER, values.both, found)


def _compared(node: ast.Compare, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Part:
	if _is_text(left) and not _is_text(right) and isinstance(operator, (ast.Eq, ast.NotEq)):
		left, right = right, left
	part = _compile(left)
	if part.kind == WORD:
		return _word_compared(part, left, operator, right)
	if type(operator) not in COMPARISONS:
		return _one_of_numbers(node, part, operator, right)
	other = _compile(right)
	kinds = (NUMBER, DAY, ANSWER) if isinstance(operator, (ast.Eq, ast.NotEq)) else (NUMBER, DAY)
	alike(node, kinds, part, other)
	return joined(ANSWER, values.SIGNS[COMPARISONS[type(operator)]], part, other)


def _is_text(node: ast.expr) -> bool:
	return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _items(node: ast.expr) -> list[ast.expr]:
	items = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
	if not 0 < len(items) <= MOST_WORDS:
		raise BadExpression(BAD_COUNT, value=said(node))
	return items


def _word_compared(part: Part, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Part:
	items = _items(right) if isinstance(operator, (ast.In, ast.NotIn)) else [right]
	if not isinstance(operator, OF_WORDS) or not all(_is_text(item) for item in items):
		raise BadExpression(WORDS_ONLY, value=said(left))
	words, name = tuple(item.value for item in items), part.name
	for word in words:
		if name.words is not None and word not in name.words:
			raise BadExpression(UNKNOWN_WORD, value=word[:60], names=list(name.words))
	return _membership(part, operator, lambda pairs: codes_of(name, pairs, words))


def _one_of_numbers(node: ast.Compare, part: Part, operator: ast.cmpop, right: ast.expr) -> Part:
	if not isinstance(operator, (ast.In, ast.NotIn)) or not isinstance(right, (ast.Tuple, ast.List, ast.Set)):
		raise not_allowed(node)
	expect(part, node.left, NUMBER)
	numbers = [
		expect(_constant(item), item, NUMBER) if isinstance(item, ast.Constant) else None
		for item in _items(right)
	]
	if None in numbers:
		raise not_allowed(node)
	return _membership(part, operator, lambda pairs: [float(number.run(pairs)) for number in numbers])


def _membership(part: Part, operator: ast.cmpop, codes: Callable[[Pairs], list]) -> Part:
	def run(pairs: Pairs) -> Any:
		found = values.is_one_of(part.run(pairs), codes(pairs))
		return values.opposite(found) if isinstance(operator, (ast.NotIn, ast.NotEq)) else found

	return Part(ANSWER, run, part.need)


def _choice(node: ast.IfExp) -> Part:
	return _where(node, [node.test, node.body, node.orelse])


def _where(node: ast.expr, arguments: list[ast.expr]) -> Part:
	condition, yes, no = map(_compile, arguments)
	expect(condition, arguments[0], ANSWER)
	kind = alike(node, (NUMBER, DAY, ANSWER), yes, no)

	def run(pairs: Pairs) -> Any:
		# The deepest first, as in `joined`.
		order = sorted((condition, yes, no), key=lambda part: -part.need)
		found = {id(part): part.run(pairs) for part in order}
		return values.where(*(found[id(part)] for part in (condition, yes, no)))

	return Part(kind, run, max(condition.need, yes.need, no.need) + 2)


def _call(node: ast.Call) -> Part:
	name = node.func.id if isinstance(node.func, ast.Name) else said(node.func)
	if name not in FUNCTIONS:
		raise BadExpression(UNKNOWN_FUNCTION, value=name[:60], names=list(FUNCTIONS))
	least, most, make = CALLS[name]
	if node.keywords or not least <= len(node.args) <= most:
		raise BadExpression(BAD_COUNT, value=said(node))
	return make(node, node.args)


def _extreme(operation: Callable[[Any, Any], Any]) -> Callable[[ast.Call, list[ast.expr]], Part]:
	def make(node: ast.Call, arguments: list[ast.expr]) -> Part:
		parts = [_compile(argument) for argument in arguments]
		return folded(alike(node, (NUMBER, DAY), *parts), operation, parts)

	return make


def _of_one(
	kind: str, operation: Callable[[Any], Any], *kinds: str
) -> Callable[[ast.Call, list[ast.expr]], Part]:
	def make(node: ast.Call, arguments: list[ast.expr]) -> Part:
		part = expect(_compile(arguments[0]), arguments[0], *kinds)
		return Part(kind, lambda pairs: operation(part.run(pairs)), part.need)

	return make


def _otherwise(node: ast.Call, arguments: list[ast.expr]) -> Part:
	part, instead = map(_compile, arguments)
	kind = alike(node, (NUMBER, DAY, ANSWER), part, instead)
	return joined(kind, values.otherwise, part, instead)


def _date(node: ast.Call, arguments: list[ast.expr]) -> Part:
	given = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
	try:
		day = date(*given).toordinal() if len(given) == 3 else None
	except (TypeError, ValueError, OverflowError):
		day = None
	if day is None:
		raise BadExpression(BAD_DATE, value=said(node))
	return Part(DAY, lambda pairs: np.float64(day))


CALLS: dict[str, tuple[int, int, Callable[[ast.Call, list[ast.expr]], Part]]] = {
	"min": (2, 8, _extreme(np.minimum)),
	"max": (2, 8, _extreme(np.maximum)),
	"abs": (1, 1, _of_one(NUMBER, np.abs, NUMBER)),
	"where": (3, 3, _where),
	"known": (1, 1, _of_one(ANSWER, values.known, NUMBER, DAY, ANSWER, WORD)),
	"otherwise": (2, 2, _otherwise),
	"month": (1, 1, _of_one(NUMBER, values.month, DAY)),
	"date": (3, 3, _date),
}
COMPILERS: dict[type[ast.AST], Callable[[Any], Part]] = {
	ast.Constant: _constant,
	ast.Name: _name,
	ast.Attribute: _name,
	ast.BinOp: _arithmetic,
	ast.UnaryOp: _unary,
	ast.BoolOp: _boolean,
	ast.Compare: _comparison,
	ast.IfExp: _choice,
	ast.Call: _call,
}
