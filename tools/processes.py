"""The programs of a running site, and starting and stopping them."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tools.bench import Bench
from tools.steps import Failed


def web(bench: Bench, port: int, *, address: str = "127.0.0.1", workers: int = 2) -> list[str]:
	"""Several worker processes with threads, so that requests really run at the same time."""
	where = ("--bind", f"{address}:{port}", "--workers", str(workers), "--threads", "4")
	options = ("--worker-class", "gthread", "--timeout", "120", "--graceful-timeout", "5", "--preload")
	return [str(bench.python), "-m", "gunicorn", *where, *options, "tools.wsgi:application"]


def worker(bench: Bench) -> list[str]:
	return [str(bench.python), "-m", "frappe.utils.bench_helper", "frappe", "worker"]


def scheduler(bench: Bench) -> list[str]:
	return [str(bench.python), "-m", "frappe.utils.bench_helper", "frappe", "schedule"]


def realtime(bench: Bench) -> list[str]:
	return ["node", str(bench.root / "apps/frappe/socketio.js")]


def redis(port: int) -> list[str]:
	return [
		shutil.which("redis-server") or "redis-server",
		"--port",
		str(port),
		"--bind",
		"127.0.0.1",
		"--save",
		"",
	]


def answers(port: int, host: str = "127.0.0.1") -> bool:
	with socket.socket() as probe:
		probe.settimeout(2)
		return probe.connect_ex((host, port)) == 0


def url_answers(url: str) -> bool:
	parts = urlsplit(url)
	return answers(parts.port or 6379, parts.hostname or "127.0.0.1")


def free_port(start: int = 0) -> int:
	"""The first port from `start` on that nothing listens to; any free one without a start."""
	for port in range(start, start + 200) if start else (0,):
		with socket.socket() as probe:
			probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
			try:
				probe.bind(("127.0.0.1", port))
			except OSError:
				continue
			return probe.getsockname()[1]
	raise Failed(f"No free port between {start} and {start + 200}.", "stop something that listens there.")


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
	"""Poll until `ready()`.

	Raises:
		Failed: it was not within the time.
	"""
	deadline = time.monotonic() + seconds
	while not ready():
		if time.monotonic() > deadline:
			raise Failed(f"{what} within {seconds:.0f} seconds.")
		time.sleep(0.1)


def start(command: list[str], cwd: Path, env: dict[str, str], log: Path) -> subprocess.Popen:
	"""Start a program in a process group of its own, so that its children can be stopped with it."""
	log.parent.mkdir(parents=True, exist_ok=True)
	with log.open("ab") as output:
		return subprocess.Popen(
			command,
			cwd=cwd,
			env=env,
			stdin=subprocess.DEVNULL,
			stdout=output,
			stderr=output,
			start_new_session=True,
		)


def started_at(pid: int) -> str:
	"""When a process started, in the kernel's ticks; empty if there is none. Tells a reused number apart."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return ""
	return "" if fields[0] == "Z" else fields[19]


def stop(pid: int, seconds: float = 15) -> None:
	"""Ask a process group to end, and end it if it does not."""
	for number in (signal.SIGTERM, signal.SIGKILL):
		try:
			os.killpg(pid, number)
			wait_until(lambda: not started_at(pid), "The process did not end", seconds)
		except ProcessLookupError:
			return
		except Failed:
			continue
		return
