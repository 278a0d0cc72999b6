"""A running web server and worker of the test site, and a client that logs in as a browser would."""

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import requests

from tools import processes
from tools.bench import Bench

CSRF = re.compile(r'csrf_token = "(\w+)"')


@contextlib.contextmanager
def server(bench: Bench, site: str) -> Iterator[str]:
	"""Serve a site from four processes, with one background worker; gives the address."""
	port = processes.free_port()
	address = f"http://127.0.0.1:{port}"
	web = processes.web(bench, port, workers=4)
	with program(bench, site, "web", web), worker(bench, site):
		processes.wait_until(
			lambda: pings(address), f"The test server did not answer; see {bench.root}/logs/web.log;"
		)
		yield address


def worker(bench: Bench, site: str) -> contextlib.AbstractContextManager[None]:
	"""A background worker, for as long as the block runs."""
	return program(bench, site, "worker", processes.worker(bench))


@contextlib.contextmanager
def program(bench: Bench, site: str, name: str, command: list[str]) -> Iterator[None]:
	running = processes.start(
		command, bench.sites, bench.env | {"SITE": site}, bench.root / f"logs/{name}.log"
	)
	try:
		yield
	finally:
		processes.stop(running.pid)
		running.wait()


def pings(address: str) -> bool:
	with contextlib.suppress(requests.RequestException):
		return requests.get(f"{address}/api/method/ping", timeout=10).ok
	return False


class Client(requests.Session):
	"""Talks to one site; paths are relative to it, and answers come as JSON."""

	def __init__(self, address: str):
		super().__init__()
		self.address = address
		self.headers["Accept"] = "application/json"

	def request(self, method: str, url: str, **options: object) -> requests.Response:
		options.setdefault("timeout", 60)
		return super().request(method, urljoin(self.address, url), **options)

	def log_in(self, user: str, password: str) -> "Client":
		self.post("/api/method/login", data={"usr": user, "pwd": password}).raise_for_status()
		return self

	def open_desk(self) -> "Client":
		"""Load the Desk, and from then on send the token that the platform then wants with every change."""
		page = self.get("/app", headers={"Accept": "text/html"})
		self.headers["X-Frappe-CSRF-Token"] = CSRF.search(page.text)[1]
		return self

	def again(self) -> "Client":
		"""Another connection in the same login, for use at the same time."""
		twin = Client(self.address)
		twin.headers.update(self.headers)
		twin.cookies.update(self.cookies)
		return twin
