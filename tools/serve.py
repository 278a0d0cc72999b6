"""Serve the demo in the background; `make stop` ends what was started.

Usage: python -m tools.serve stop
"""

import json
import os
import sys
import urllib.request
from pathlib import Path

from tools import processes
from tools.bench import BENCH_DIR, Bench
from tools.site import Site, write_private
from tools.steps import ROOT, Failed, Steps


class Served:
	"""The programs that serve one bench, remembered in files beside the bench's own pid files."""

	def __init__(self, bench: Bench):
		self.bench = bench
		self.notes = bench.root / "config/pids"

	def note(self, name: str) -> Path:
		return self.notes / f"oppna-ditt-hem-{name}.json"

	def noted(self) -> dict[str, dict]:
		found = self.notes.glob("oppna-ditt-hem-*.json")
		return {path.stem.removeprefix("oppna-ditt-hem-"): json.loads(path.read_text()) for path in found}

	def alive(self) -> dict[str, dict]:
		return {
			name: note
			for name, note in self.noted().items()
			if processes.started_at(note["pid"]) == note["started"]
		}

	def start(self, name: str, command: list[str], **note: object) -> None:
		env = self.bench.env | {key: str(value) for key, value in note.items()} | {"DEV_SERVER": "1"}
		log = self.bench.root / "logs" / f"oppna-ditt-hem-{name}.log"
		pid = processes.start(command, self.bench.sites, env, log).pid
		write_private(self.note(name), note | {"pid": pid, "started": processes.started_at(pid)})

	def stop(self) -> list[str]:
		"""Stop everything that was started here and still runs; the names of what was stopped."""
		alive = self.alive()
		# Redis last: the worker says goodbye to it.
		for name in sorted(alive, key=lambda name: name.startswith("redis")):
			processes.stop(alive[name]["pid"])
		for name in self.noted():
			self.note(name).unlink()
		return sorted(alive)

	def serves(self, site: Site) -> bool:
		"""Whether everything runs, for this site, from this checkout as it is now."""
		alive = self.alive()
		complete = {"web", "worker", "scheduler", "realtime"} <= alive.keys()
		return complete and version(site).items() <= alive["web"].items()

	@property
	def port(self) -> int:
		return self.noted()["web"]["PORT"]


def version(site: Site) -> dict[str, str]:
	return {"SITE": site.name, "CHECKOUT": str(ROOT), "CODE": site.noted.get("code", "")}


def start_redis(bench: Bench) -> None:
	"""Start the bench's own Redis servers, where it names some and nothing answers there."""
	served = Served(bench)
	for url in {url for key, url in bench.config.items() if key.startswith("redis_")}:
		if not processes.url_answers(url):
			port = processes.urlsplit(url).port
			served.start(f"redis-{port}", processes.redis(port))
			processes.wait_until(lambda url=url: processes.url_answers(url), f"Redis did not answer at {url}")


def serve(site: Site) -> None:
	"""Start web, worker, scheduler and realtime on free ports, and wait until the site answers."""
	served = Served(site.bench)
	served.stop()
	start_redis(site.bench)
	port, realtime_port = processes.free_port(8000), processes.free_port(9000)
	# The browser asks the site where realtime is; the default holds only if its port was free.
	site.frappe("set-config", "--parse", "socketio_port", str(realtime_port))
	address = os.environ.get("BIND") or "127.0.0.1"
	served.start("web", processes.web(site.bench, port, address=address), PORT=port, **version(site))
	served.start("worker", processes.worker(site.bench))
	served.start("scheduler", processes.scheduler(site.bench))
	served.start("realtime", processes.realtime(site.bench), FRAPPE_SOCKETIO_PORT=realtime_port)
	log = site.bench.root / "logs/oppna-ditt-hem-web.log"
	processes.wait_until(lambda: pings(port), f"The site did not answer on port {port}; see {log};", 90)


def pings(port: int) -> bool:
	try:
		with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/method/ping", timeout=5) as answer:
			return answer.status == 200
	except OSError:
		return False


def up(steps: Steps, site: Site) -> None:
	steps.step(
		"Web server, worker, scheduler and realtime",
		lambda: serve(site),
		done=lambda: Served(site.bench).serves(site) and pings(Served(site.bench).port),
		remedy=f"read the logs in {site.bench.root}/logs, then run the same command again.",
	)


def main() -> None:
	try:
		stopped = Served(Bench(BENCH_DIR)).stop()
	except Failed as error:
		sys.exit(f"Could not stop: {error}")
	print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing that make demo started is running.")


if __name__ == "__main__":
	main()
