"""`make simulate`: one long life of a municipality, or many.

Usage: python -m simulation DAYS [SEED]; with TELL=1 in the environment every act is printed
"""

import os
import sys
import time
from collections.abc import Sequence

from . import plan
from .ground import Ground, bench_site
from .story import Fault, Story, history, local_day, run, shortest

A_DAY, IDLE = 8, 0.25
LOOKING_S = 900
"""How long a shorter history is looked for where one has failed."""


def main(arguments: Sequence[str]) -> int:
	days, seed = int(arguments[0]), int(arguments[1]) if arguments[1:] else int(time.time())
	print(f"{days} days from {plan.FIRST_DAY}, seed {seed}", flush=True)
	with bench_site() as ground:
		try:
			return live(ground, plan.acts(seed, days, A_DAY, IDLE))
		finally:
			ground.leave()


def live(ground: Ground, acts: Sequence[plan.Act]) -> int:
	ground.begin()
	story = Telling()
	fault = run(acts, ground.gateway.sent, story=story)
	print(f"\n{story.survived} acts survived: {story.kinds}", flush=True)
	if fault:
		print(why(ground, acts, fault, LOOKING_S))
	return int(bool(fault))


class Telling(Story):
	"""A story that says how far it has come."""

	def note(self, act, kind: str, text: str) -> None:
		super().note(act, kind, text)
		if os.environ.get("TELL"):
			print(history(self.told[-1:]), flush=True)
		if len(self.told) % 250 == 0:
			print(f"{local_day(act)}  {self.survived} acts survived", flush=True)


def why(ground: Ground, acts: Sequence[plan.Act], fault: Fault, seconds: float) -> str:
	"""The fault, and the shortest history found that has it."""

	def fails(tried: Sequence[plan.Act], **options) -> Fault | None:
		ground.begin()
		return run(tried, ground.gateway.sent, **options)

	looked_at = Story()
	fault = fails(acts[: fault.number + 1], every_act=True, story=looked_at) or fault
	kept = shortest(acts, fault, fails, seconds, looked_at.idle)
	story = Story()
	ground.begin()
	again = run(kept, ground.gateway.sent, every_act=True, story=story)
	return f"{(again or fault).text}\n\nafter {len(story.told)} acts:\n{history(story.told)}"


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
