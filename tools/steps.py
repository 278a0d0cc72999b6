"""A command as a list of steps.

A step that is done already is skipped, a long one shows that it lives, and a failure says which step,
why, and what to do.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOISE = re.compile(
	r"Updating (DocTypes|Dashboard)|^\W*$|npm (warn|notice)|(CalledProcess|CommandFailed)Error|Aborted!"
)
TROUBLE = re.compile(r"error|fatal|cause|denied|could not|cannot|no space", re.IGNORECASE)


class Failed(Exception):
	"""A step could not be done. `remedy` is what to do; without one the step's own is shown."""

	def __init__(self, why: str, remedy: str = ""):
		super().__init__(why)
		self.remedy = remedy


class Steps:
	"""Runs the steps of one command; the output of all their programs goes to one log."""

	def __init__(self, name: str):
		self.log = ROOT / ".make" / f"{name}.log"
		self.number = 0
		self.log.parent.mkdir(exist_ok=True)
		self.log.write_text("")

	def step(
		self,
		title: str,
		do: Callable[[], object],
		*,
		remedy: str,
		done: Callable[[], bool] | None = None,
	) -> None:
		"""Do one step unless `done()` says that its result is there.

		Raises:
			SystemExit: the step failed; the reason and the remedy are printed.
		"""
		self.number += 1
		head = f"{self.number:2}  {title}"
		started = time.monotonic()
		try:
			if done and done():
				print(f"{head}: already there", flush=True)
				return
			with Ticker(head, self.log):
				do()
		except (Failed, OSError, ValueError) as error:
			self.give_up(title, error, getattr(error, "remedy", "") or remedy)
		print(f"{head}: {time.monotonic() - started:.0f} s", flush=True)

	def give_up(self, title: str, error: Exception, remedy: str) -> None:
		sys.stdout.flush()
		step = f'Step {self.number}, "{title}",' if self.number else f'"{title}"'
		lines = (f"\n{step} failed.", f"Why: {error}", f"Do:  {remedy}")
		print(*lines, f"Log: {self.log}", sep="\n", file=sys.stderr)
		raise SystemExit(1)

	def sh(
		self,
		*command: str | Path,
		cwd: Path = ROOT,
		env: dict[str, str] | None = None,
		stdin: str = "",
	) -> str:
		"""Run a program, add its output to the log and return it.

		Raises:
			Failed: the program could not be started or did not end well.
		"""
		words = [str(word) for word in command]
		with self.log.open("a+") as log:
			print(f"$ {' '.join(words)}", file=log, flush=True)
			start = log.tell()
			try:
				result = subprocess.run(
					words, cwd=cwd, env=env, input=stdin, text=True, stdout=log, stderr=subprocess.STDOUT
				)
			except OSError as error:
				raise Failed(f"{words[0]} could not be started: {error}.") from error
		output = self.log.read_bytes()[start:].decode(errors="replace")
		if result.returncode:
			raise Failed(f"{' '.join(words[:4])} ended with {result.returncode}: {last_words(output)}")
		return output


def last_words(output: str, lines: int = 3) -> str:
	"""The last lines that tell of trouble, or else the last that say anything."""
	spoken = [line.strip() for line in output.replace("\r", "\n").splitlines() if not NOISE.search(line)]
	troubled = [line for line in spoken if TROUBLE.search(line)]
	return " / ".join((troubled or spoken)[-lines:]) or "it said nothing"


class Ticker:
	"""Shows the seconds of a running step: in place on a terminal, as a line now and then elsewhere."""

	def __init__(self, head: str, log: Path):
		self.head = head
		self.log = os.path.relpath(log)
		self.live = sys.stdout.isatty()
		self.over = threading.Event()
		self.thread = threading.Thread(target=self.tick, daemon=True)

	def __enter__(self) -> "Ticker":
		self.started = time.monotonic()
		self.thread.start()
		return self

	def __exit__(self, *_error: object) -> None:
		self.over.set()
		self.thread.join()
		if self.live:
			print("\r\033[K", end="", flush=True)

	def tick(self) -> None:
		while not self.over.wait(1 if self.live else 15):
			line = f"{self.head} … {time.monotonic() - self.started:.0f} s (log: {self.log})"
			print(f"\r\033[K{line}" if self.live else line, end="" if self.live else "\n", flush=True)
