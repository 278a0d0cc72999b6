"""Criteria that are the platform's server scripts: run by it, but on columns only, and within bounds.

A script is given the columns of `matching.scripted` and nothing that reaches a document, a file or the network, so a run
is repeatable and nobody's data can come into a reason. What can be bounded is: the time of its own steps, and the memory
it takes. A single step that computes for very long inside Python itself can't be stopped from within the process.
"""

import ast
import resource
import sys
import time
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from frappe.utils.safe_exec import (
	SERVER_SCRIPT_FILE_PREFIX,
	get_python_builtins,
	get_safe_globals,
	safe_exec,
)
from frappe.utils.safe_exec import is_safe_exec_enabled as are_enabled

from oppna_ditt_hem.matching.rules import BadRules
from oppna_ditt_hem.matching.words import N_, Text

SECONDS = 5.0
"""The longest one run over one block of pairs may take."""
MEMORY = 1 << 30
"""Bytes a script may take beyond what the process has."""
LONGEST_RANGE = 10_000

ENABLE = "bench set-config -g server_script_enabled 1"
NOT_ENABLED = N_(
	"{criterion} is a server script, and server scripts are not enabled here. Ask the operator to run “{value}”, or make the"
	" criterion not active."
)
DISABLED = N_(
	"{criterion}: the server script {value} is disabled. Enable it, choose another, or make the criterion not active."
)
WRONG_TYPE = N_(
	"{criterion}: the server script {value} is of the type {kind}. Choose one of the type {choices}."
)
STOPPED = N_("The script of {criterion} stopped at line {row}: {problem}")
TOO_LONG = N_(
	"The script of {criterion} was stopped after {limit} seconds. Let it compute with columns, without long loops."
)
TOO_LARGE = N_(
	"The script of {criterion} was stopped, because it takes too much memory. Let it compute with columns."
)
UNREADABLE = N_("The script of {criterion} can't be read: {problem}")
NOT_ALLOWED = N_(
	"The script of {criterion} uses “{value}” on line {row}, which a criterion's script can't: it would get round what stops a"
	" script that runs on."
)
OUT_OF_REACH = N_("A criterion's script computes with pairs, and can't use “{value}”.")

# Errors caught by a script would also catch what stops it; powers and shifts make numbers of any size in one step.
FORBIDDEN = {
	ast.Try: "try",
	getattr(ast, "TryStar", ast.Try): "try",
	ast.With: "with",
	ast.Pow: "**",
	ast.LShift: "<<",
	ast.Import: "import",
	ast.ImportFrom: "import",
}
PLATFORM_NAMES_KEPT = {"json", "dict", "scrub"}


class TooLong(BaseException):
	"""The script has used up its time; no `Exception`, so that nothing takes it for an ordinary error."""


class OutOfReach:
	"""Stands for what the platform gives other scripts and a criterion's script may not have."""

	def __init__(self, name: str):
		self._name = name

	def __getattr__(self, attribute: str) -> Any:
		raise unreachable(f"{self._name}.{attribute}")

	def __call__(self, *args: Any, **kwargs: Any) -> Any:
		raise unreachable(self._name)


class Unreachable(LookupError):
	"""A script asks for what it may not have. No AttributeError: the platform turns those into None."""


def unreachable(name: str) -> Unreachable:
	error = Unreachable(name)
	error.template, error.params = OUT_OF_REACH, {"value": name}
	return error


def usable(criterion: str, script) -> str:
	"""The text of a Server Script row, if it can be run as a criterion here and now.

	Raises:
		BadRules: scripts are not enabled here, this one is disabled, or it is of another type.
	"""
	if not are_enabled():
		raise BadRules(NOT_ENABLED, criterion=criterion, value=ENABLE)
	if script.script_type != "API":
		raise BadRules(
			WRONG_TYPE, criterion=criterion, value=script.name, kind=script.script_type, choices=["API"]
		)
	if script.disabled:
		raise BadRules(DISABLED, criterion=criterion, value=script.name)
	return script.script


def run(criterion: str, script: str, names: dict[str, Any]) -> Any:
	"""Run a criterion's script over one block of pairs and return what it has set `result` to.

	Raises:
		BadRules: names the criterion and what stopped the script.
	"""
	if not are_enabled():
		raise BadRules(NOT_ENABLED, criterion=criterion, value=ENABLE)
	check(criterion, script)
	try:
		with bounded():
			found, _locals = safe_exec(script, {**closed(), **names}, script_filename=criterion)
	except TooLong:
		raise BadRules(TOO_LONG, criterion=criterion, limit=SECONDS) from None
	except MemoryError:
		raise BadRules(TOO_LARGE, criterion=criterion) from None
	except SyntaxError as error:
		raise BadRules(UNREADABLE, criterion=criterion, problem=said(error)) from None
	except Exception as error:
		line = line_of(error)
		raise BadRules(STOPPED, criterion=criterion, row=line, problem=said(error)) from None
	return found.get("result")


def check(criterion: str, script: str) -> None:
	"""Refuse a script that can't be read, or could get round its bounds."""
	try:
		tree = ast.parse(script)
	except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
		raise BadRules(UNREADABLE, criterion=criterion, problem=said(error)) from None
	for node in ast.walk(tree):
		for part in (node, getattr(node, "op", None)):
			if type(part) in FORBIDDEN:
				raise BadRules(
					NOT_ALLOWED,
					criterion=criterion,
					value=FORBIDDEN[type(part)],
					row=getattr(node, "lineno", 1),
				)


def closed() -> dict[str, Any]:
	"""The platform's names for scripts, with all that reaches documents, files or the network taken away."""
	away = {name: OutOfReach(name) for name in taken_away()}
	return {**away, "range": short_range}


@lru_cache
def taken_away() -> frozenset[str]:
	kept = PLATFORM_NAMES_KEPT | get_python_builtins().keys()
	return frozenset({"pow"} | {name for name in get_safe_globals() if name[0] != "_"} - kept)


def short_range(*limits: int) -> range:
	found = range(*limits)
	if len(found) > LONGEST_RANGE:
		raise ValueError(f"range() gives at most {LONGEST_RANGE} numbers here")
	return found


@contextmanager
def bounded():
	"""Stop what a script does after SECONDS, and keep it from taking more than MEMORY."""
	ends, before = time.monotonic() + SECONDS, sys.gettrace()

	def stop_late(frame, event, arg):
		if not frame.f_code.co_filename.startswith(SERVER_SCRIPT_FILE_PREFIX):
			return None
		frame.f_trace_opcodes = True
		if time.monotonic() > ends:
			raise TooLong
		return stop_late

	with less_memory():
		sys.settrace(stop_late)
		try:
			yield
		finally:
			sys.settrace(before)


@contextmanager
def less_memory():
	soft, hard = resource.getrlimit(resource.RLIMIT_AS)
	wanted = memory_taken() + MEMORY
	if resource.RLIM_INFINITY not in (soft, hard):
		wanted = min(wanted, soft)
	resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
	try:
		yield
	finally:
		resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def memory_taken() -> int:
	"""Bytes of address space the process has."""
	with open("/proc/self/statm") as file:
		return int(file.read().split()[0]) * resource.getpagesize()


def said(error: BaseException) -> Text:
	"""What went wrong, as a sentence where the error has one."""
	if hasattr(error, "template"):
		return Text(error.template, error.params)
	return Text("{value}", {"value": "; ".join(map(str, flat(error.args))) or type(error).__name__})


def flat(args: tuple) -> list:
	"""The platform's compiler gives its complaints as tuples of texts; Python's its place, which isn't text."""
	found = [part for arg in args for part in (arg if isinstance(arg, tuple) else [arg])]
	return [part for part in found if isinstance(part, str)]


def line_of(error: BaseException) -> int:
	"""The line of the script in which an error came up; 1 where it isn't known."""
	trace, line = error.__traceback__, 1
	while trace:
		if trace.tb_frame.f_code.co_filename.startswith(SERVER_SCRIPT_FILE_PREFIX):
			line = trace.tb_lineno
		trace = trace.tb_next
	return line
