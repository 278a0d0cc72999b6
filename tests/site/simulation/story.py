"""Running a plan: every act as a request of its own, the site looked at after every day; and where it fails, why."""

import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from time import monotonic

import frappe
import time_machine
from frappe.model.workflow import WorkflowPermissionError, WorkflowTransitionError
from frappe.utils import now_datetime, strip_html

from oppna_ditt_hem import brokerage, passed_over, refusals, stopping
from oppna_ditt_hem.answering import offers
from oppna_ditt_hem.grants import limit
from oppna_ditt_hem.rounds import deciding, life

from . import invariants, letters, texts
from .plan import ACTS, FIRST_DAY, ZONE, Act, at
from .world import Broken, Nothing, World, become

OURS = (
	*(kind for _name, kind in inspect.getmembers(refusals, inspect.isclass) if issubclass(kind, Exception)),
	brokerage.AlreadyProposedError,
	passed_over.PassedOverError,
	stopping.StoppedError,
	offers.ReasonMissingError,
	limit.OverspendingError,
	deciding.AlreadyDecidedError,
	life.RoundRunningError,
	life.RoundEndedError,
)
# The platform's sentence about what is booked, which has no error of its own.
SUBMITTED = "Submitted Record cannot be deleted."
PLATFORMS = (frappe.PermissionError, frappe.LinkExistsError, WorkflowPermissionError, WorkflowTransitionError)
WRITES = ("insert", "update", "delete")


class Killed(BaseException):
	"""The process that was doing an act is gone."""


@dataclass(frozen=True)
class Fault:
	"""What went wrong first: with which act of the plan, which rule it broke, and how it is told."""

	number: int
	rule: str
	text: str


@dataclass
class Story:
	"""What has happened so far.

	Attributes:
		told: (act, what it did) of each act.
		idle: the acts that left the site as it was.
		kinds: how many acts were done, refused, killed, or found nothing to do.
	"""

	told: list[tuple[Act, str]] = field(default_factory=list)
	idle: set[Act] = field(default_factory=set)
	kinds: dict[str, int] = field(
		default_factory=lambda: dict.fromkeys(("done", "refused", "killed", "nothing"), 0)
	)

	@property
	def survived(self) -> int:
		"""Acts that did something, were refused or died; not those for which there was nothing to do."""
		return sum(self.kinds.values()) - self.kinds["nothing"]

	def note(self, act: Act, kind: str, text: str) -> None:
		self.kinds[kind] += 1
		self.told.append((act, text))
		if kind in ("nothing", "refused"):
			self.idle.add(act)


def run(
	acts: Sequence[Act], sent: list, *, every_act: bool = False, story: Story | None = None
) -> Fault | None:
	"""Carry out a plan on a settled site, until something is broken.

	Args:
		sent: where the gateway puts the text messages it is given.
		every_act: look at the site after every act, not only after every day.
		story: is told what happens.
	"""
	story = story or Story()
	with time_machine.travel(at(FIRST_DAY, 6), tick=False) as clock, alive():
		world = World(clock, sent=sent, refreshed_on=FIRST_DAY)
		for number, act in enumerate(acts):
			found = carried_out(world, act, number, story)
			last = number + 1 == len(acts) or local_day(acts[number + 1]) != local_day(act)
			if not found and (last or every_act):
				found = looked_at(world, act, number, close_day=last)
			if found:
				return found
	return None


@contextmanager
def alive():
	"""As in a process that serves people, not one that tests: it commits, and leaves work to the background.

	That is in queues of its own: a worker of the test server would take the jobs, in its own time and while an act goes on.
	"""
	flags, frappe.flags.in_test = frappe.flags.in_test, False
	conf = dict(frappe.conf)
	frappe.conf["bench_id"] = "simulation"
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		frappe.flags.in_test = flags
		frappe.conf.clear()
		frappe.conf.update(conf)


def local_day(act: Act):
	return act.at.astimezone(ZONE).date()


def carried_out(world: World, act: Act, number: int, story: Story) -> Fault | None:
	world.clock.move_to(act.at)
	begin()
	world.began = now_datetime()
	kind, text, rule = attempted(world, act)
	frappe.db.rollback()
	story.note(act, kind, text)
	return Fault(number, rule, text) if rule else None


def attempted(world: World, act: Act) -> tuple[str, str, str | None]:
	"""(kind of the story, what happened, the rule that was broken)."""
	try:
		with dying_after(act.dies_after):
			text = ACTS[act.name](world, Random(act.seed))
			letters.read(world)
			texts.read(world)
			frappe.db.commit()
		return "done", text, None
	except Nothing:
		return "nothing", "finds nothing to do", None
	except Killed:
		frappe.local.cache = {}
		frappe.db.rollback()
		texts.read(world)
		return "killed", "killed", None
	except Broken as broken:
		return "done", str(broken), broken.rule
	except Exception as error:
		return "refused", *judged(error)


def judged(error: Exception) -> tuple[str, str | None]:
	"""A refusal is part of the game, if it says why; every other error is a fault."""
	said = f"refused: {sentence(error)}"
	if isinstance(error, OURS):
		return said, None if sentence(error) else "12 every refusal says why"
	if isinstance(error, PLATFORMS) or SUBMITTED in sentence(error):
		return said, None
	return f"{type(error).__name__}: {sentence(error)}\n{frappe.get_traceback()}", type(error).__name__


def sentence(error: Exception) -> str:
	return strip_html(str(error)).strip()


def begin() -> None:
	"""What the platform forgets between two requests."""
	become("Administrator")
	frappe.clear_messages()
	frappe.local.lang = "en"
	frappe.local.response = frappe._dict(docs=[])
	frappe.local.document_cache = {}
	frappe.local.role_permissions, frappe.local.user_perms = {}, None
	frappe.db.value_cache.clear()
	getattr(frappe.local, "request_cache", {}).clear()


@contextmanager
def dying_after(writes: int | None) -> Iterator[None]:
	"""The process dies as it writes once more: nothing after that statement happens, not even tidying up."""
	if writes is None:
		yield
		return
	db, left = frappe.local.db, [writes]
	query = db.sql

	def counted(text, *values, **options):
		if str(text).lstrip()[:6].lower() in WRITES:
			left[0] -= 1
			if left[0] < 0:
				raise Killed
		return query(text, *values, **options)

	db.sql = counted
	try:
		yield
	finally:
		del db.sql


def looked_at(world: World, act: Act, number: int, close_day: bool) -> Fault | None:
	if close_day:
		world.clock.move_to(at(local_day(act), 23.98))
	begin()
	for rule, text in invariants.broken(world):
		return Fault(number, rule, text)
	return None


def shortest(
	acts: Sequence[Act],
	fault: Fault,
	fails: Callable[[Sequence[Act]], Fault | None],
	seconds: float,
	idle: Collection[Act] = (),
) -> list[Act]:
	"""A shorter plan that breaks the same rule: the acts before it, with as many as possible left out.

	Args:
		fails: runs a plan on a fresh site.
		seconds: how long to look; what has been found until then is given.
		idle: acts that did nothing, which go before all others.
	"""
	kept, stop = list(acts[: fault.number + 1]), monotonic() + seconds

	def still_fails(tried: Sequence[Act]) -> list[Act] | None:
		found = fails(tried) if tried and len(tried) < len(kept) and monotonic() < stop else None
		return list(tried[: found.number + 1]) if found and found.rule == fault.rule else None

	kept = still_fails([act for act in kept if act not in idle]) or kept
	# Most of what people do has nothing to do with it, so whole kinds of acts go first.
	for name in sorted({act.name for act in kept}):
		kept = still_fails([act for act in kept if act.name != name]) or kept
	size = len(kept) // 2
	while size and monotonic() < stop:
		start = 0
		while start < len(kept) and monotonic() < stop:
			shorter = still_fails(kept[:start] + kept[start + size :])
			kept, start = (shorter, start) if shorter else (kept, start + size)
		size //= 2
	return kept


def history(told: Sequence[tuple[Act, str]]) -> str:
	lines = []
	for act, text in told:
		dying = f" (dies after {act.dies_after} writes)" if act.dies_after is not None else ""
		lines.append(f"{act.at.astimezone(ZONE):%Y-%m-%d %H:%M} {act.name}{dying}: {text}")
	return "\n".join(lines)
