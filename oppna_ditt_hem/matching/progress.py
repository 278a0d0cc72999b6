"""A line on the terminal that says what is going on, while large sheets are worked on."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Any, TextIO

from .words import N_, Text, Translate, number

LARGE = 1_000
"""Rows from which it takes so long that somebody would wonder."""
TICK_S = 1.0

READING = N_("Reading {names} …")
MATCHING = N_("Placing {people} households in {count} homes, all at once …")
STEP = N_("{problem} … ({count} % done)")
WRITING = N_("Writing {listing} …")


class Progress:
	"""Says what is being done, and on a terminal for how many seconds already.

	Nothing is written to a stream before `large` is true, so small sheets give no more than their result.
	"""

	def __init__(self, stream: TextIO, translate: Translate):
		self.large = False
		self._stream, self._translate = stream, translate
		self._sentence = ""
		self._began = time.monotonic()
		self._done = threading.Event()
		self._thread: threading.Thread | None = None

	def __enter__(self) -> Progress:
		return self

	def __exit__(
		self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
	) -> None:
		self._stop()

	def say(self, template: str, **params: Any) -> None:
		"""Begin a step; the one before is done."""
		self._stop()
		if not self.large:
			return
		self._sentence = Text(template, params).say(self._translate)
		self._began = time.monotonic()
		if not self._stream.isatty():
			self._write(f"{self._sentence}\n")
			return
		self._done.clear()
		self._thread = threading.Thread(target=self._tick, daemon=True)
		self._thread.start()

	def hear(self, done: float, doing: str) -> None:
		"""A step of the engine's, `done` as a share of them all."""
		if done < 1:
			self.say(STEP, problem=Text(doing), count=round(100 * done))

	def _tick(self) -> None:
		self._write(self._sentence)
		while not self._done.wait(TICK_S):
			self._write(f"\r{self._sentence} {self._seconds()}")

	def _stop(self) -> None:
		if self._thread:
			self._done.set()
			self._thread.join()
			self._thread = None
			self._write(f"\r{self._sentence} {self._seconds()}\n")

	def _seconds(self) -> str:
		return f"{number(round(time.monotonic() - self._began))}\u00a0s"

	def _write(self, text: str) -> None:
		self._stream.write(text)
		self._stream.flush()
