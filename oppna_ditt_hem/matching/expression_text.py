"""Reading an expression's text within bounds, and what is said about one that can't be used."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import Any

from .words import N_, Text

SIGNS = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
LONGEST, MOST_PARTS, DEEPEST, MOST_WORDS = 1000, 250, 40, 40
LARGEST = 1e9
FUNCTIONS = ("min", "max", "abs", "where", "known", "otherwise", "month", "date")

EMPTY = N_("Write an expression, such as {value}.")
TOO_LONG = N_("The expression has more than {limit} characters. Split it into several criteria.")
TOO_MANY = N_("The expression has more than {limit} parts. Split it into several criteria.")
TOO_DEEP = N_("The expression has more than {limit} levels of brackets. Split it into several criteria.")
UNREADABLE = N_("The expression can't be read. Check signs and brackets near character {count}.")
NOT_ALLOWED = N_(
	"“{value}” can't be used in an expression. What can: names, numbers, + - * /, comparisons, in, and, or, not, if … else,"
	" and the functions {names}."
)
UNKNOWN_NAME = N_("There is no name “{value}”. The names are: {names}.")
UNKNOWN_FUNCTION = N_("There is no function “{value}”. The functions are: {names}.")
UNKNOWN_WORD = N_("“{value}” is not one of: {names}.")
WRONG_KIND = N_("“{value}” is of the kind {kind}; what is needed here: {choices}.")
NOT_ALIKE = N_("“{value}” puts together what is of different kinds: {choices}.")
WORDS_ONLY = N_("“{value}” can only be compared with words in quotation marks, with ==, != or in.")
BAD_NUMBER = N_("“{value}” is not a number from -{limit} to {limit}.")
BAD_COUNT = N_("“{value}” doesn't have the right number of values.")
BAD_DATE = N_("“{value}” is not a date. Write year, month and day, such as date(2026, 12, 31).")
EXAMPLE = "household.children == 0 or listing.locality_has_school"


class BadExpression(ValueError):
	"""An expression that can't be used; `template` and `params` say what and what would do."""

	def __init__(self, template: str, **params: Any):
		self.template, self.params = template, params
		super().__init__(Text(template, params).say())


def parse(text: Any) -> ast.expr:
	text = text.strip() if isinstance(text, str) else ""
	if not text:
		raise BadExpression(EMPTY, value=EXAMPLE)
	if len(text) > LONGEST:
		raise BadExpression(TOO_LONG, limit=LONGEST)
	try:
		with warnings.catch_warnings():
			warnings.simplefilter("ignore")
			tree = ast.parse(text, mode="eval").body
	except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
		raise BadExpression(UNREADABLE, count=getattr(error, "offset", None) or len(text)) from None
	_measure(tree)
	return tree


def _measure(tree: ast.expr) -> None:
	"""Refuse what is too large before anything walks it by calling itself."""
	level, parts, depth = [tree], 0, 0
	while level:
		parts, depth = parts + len(level), depth + 1
		if parts > MOST_PARTS:
			raise BadExpression(TOO_MANY, limit=MOST_PARTS)
		if depth > DEEPEST:
			raise BadExpression(TOO_DEEP, limit=DEEPEST)
		level = [child for node in level for child in _children(node)]


def _children(node: ast.AST) -> Iterator[ast.AST]:
	return (child for child in ast.iter_child_nodes(node) if not isinstance(child, SIGNS))


def said(node: ast.AST) -> str:
	"""The part as text, shortened."""
	text = ast.unparse(node)
	return text if len(text) <= 60 else f"{text[:57]}…"


def not_allowed(node: ast.AST) -> BadExpression:
	return BadExpression(NOT_ALLOWED, value=said(node), names=list(FUNCTIONS))
