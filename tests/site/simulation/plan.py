"""What happens when, drawn from a seed: who acts is found when it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from zoneinfo import ZoneInfo

from .books import BOOKS
from .matching import MATCHING
from .night import daily, hourly, restless_night
from .office import OFFICE
from .parties import PARTIES

ZONE = ZoneInfo("Europe/Stockholm")
# A week before summer time ends, so that a short simulation sees it as well.
FIRST_DAY = date(2026, 10, 19)
PEOPLE = OFFICE | PARTIES | MATCHING | BOOKS
ACTS = {act.__name__: act for act in (*PEOPLE, daily, hourly, restless_night)}
DAYTIME = [(act.__name__, weight) for act, weight in PEOPLE.items()]
DIES = 0.05
"""How often a request or a job dies half-way, as when a server is switched off."""


@dataclass(frozen=True)
class Act:
	"""Something that is done at a moment.

	Attributes:
		at: the moment, with its zone.
		name: which of ACTS.
		seed: for whatever it chooses.
		dies_after: it is killed as it writes to the database for the so-manieth time; None where it lives.
	"""

	at: datetime
	name: str
	seed: int
	dies_after: int | None = None


def acts(seed: int, days: int, a_day: float, idle: float) -> list[Act]:
	"""The acts of some days, in order.

	Args:
		a_day: how many acts on average on a day on which something happens.
		idle: how often nothing at all happens on a day, not even a job: jobs are that late.
	"""
	rng = Random(seed)
	found = []
	for number in range(days):
		if rng.random() >= idle:
			found += day_of(rng, FIRST_DAY + timedelta(days=number), a_day)
	return found


def day_of(rng: Random, day: date, a_day: float) -> list[Act]:
	moments = [*night(rng, day), *jobs(rng, day)]
	names, weights = zip(*DAYTIME, strict=True)
	for _number in range(rng.randint(0, round(2 * a_day))):
		(name,) = rng.choices(names, weights)
		moments.append((at(day, rng.uniform(7, 22)), name))
	dying = [rng.randint(1, 25) if rng.random() < DIES else None for _moment in moments]
	drawn = [
		Act(when, name, rng.getrandbits(32), dies) for (when, name), dies in zip(moments, dying, strict=True)
	]
	return sorted(drawn, key=lambda act: act.at)


def night(rng: Random, day: date) -> Iterator[tuple[datetime, str]]:
	"""The nightly job, now and then twice, late, or not at all; in the hour that summer time takes or gives."""
	if rng.random() < 0.9:
		yield at(day, 2.5 if rng.random() < 0.8 else rng.uniform(3, 22)), "daily"
	if rng.random() < 0.15:
		yield at(day, rng.uniform(1.5, 6)), "daily"
	if rng.random() < 0.1:
		yield at(day, rng.uniform(2.2, 2.9)), "restless_night"


def jobs(rng: Random, day: date) -> Iterator[tuple[datetime, str]]:
	for hour in (7.2, 18.2):
		if rng.random() < 0.8:
			yield at(day, hour), "hourly"


def at(day: date, hours: float) -> datetime:
	"""An hour of a local day; the second of two that are called the same half of the time."""
	minute = int(hours * 60)
	# The platform takes a document that was saved at no microsecond for one that somebody else has saved since.
	local = datetime.combine(day, time(minute // 60, minute % 60, microsecond=1), ZONE)
	return local.replace(fold=minute % 2).astimezone(timezone.utc)
