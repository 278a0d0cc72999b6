"""The site that simulations run on: put back before each."""

import os
from contextlib import contextmanager
from dataclasses import dataclass, field

import frappe
import time_machine
from text_gateway import Gateway, listen, set_up

from tools import testbench
from tools.snapshot import Snapshot

from .books import open_books
from .plan import FIRST_DAY, at
from .story import alive
from .world import settle_down


class Settled(Snapshot):
	"""The site as it is when its people, homes and households are there."""

	@property
	def copy(self) -> str:
		return f"{self.database}_settled"


@dataclass
class Ground:
	"""Gives a settled site again and again.

	Attributes:
		fresh: throws away everything that was done to the site.
		gateway: takes its text messages.
		settled: taken when a site is wanted a second time.
	"""

	fresh: object
	gateway: Gateway
	begun: int = 0
	settled: Settled | None = field(default=None)

	def begin(self) -> None:
		if self.begun < 2:
			self.fresh()
			self.settle()
		if self.begun == 1:
			self.settled = settled()
			self.settled.take()
		if self.begun > 1:
			put_back(self.settled)
		self.begun += 1
		self.gateway.sent.clear()

	def settle(self) -> None:
		with time_machine.travel(at(FIRST_DAY, 6), tick=False), alive():
			settle_down()
			open_books(FIRST_DAY.year)
			set_up(self.gateway)
			# What other tests have left there: the table knows no transactions.
			frappe.db.delete("Error Log")
			frappe.db.commit()
		send_letters()

	def leave(self) -> None:
		if self.settled:
			self.settled.drop()


def settled() -> Settled:
	plain = testbench.snapshot()
	return Settled(plain.login, plain.database)


def put_back(snapshot: Snapshot) -> None:
	site = frappe.local.site
	frappe.db.rollback()
	frappe.destroy()
	snapshot.restore()
	testbench.empty_redis()
	connect(site)


def connect(site: str) -> None:
	frappe.init(site, force=True)
	frappe.connect()
	frappe.flags.in_test = True
	send_letters()
	frappe.clear_cache()


def send_letters() -> None:
	"""The site has an account for outgoing e-mail; letters stay in its queue."""
	frappe.conf["mail_server"] = "localhost"
	frappe.local.outgoing_email_account = {}


@contextmanager
def bench_site():
	"""The bench's test site, for a simulation that runs by itself."""
	os.environ["FRAPPE_BENCH_ROOT"] = str(testbench.bench().root)
	os.chdir(testbench.bench().sites)
	connect(testbench.SITE)
	try:
		with listen() as gateway:
			yield Ground(lambda: put_back(testbench.snapshot()), gateway)
	finally:
		frappe.destroy()
