"""A bench of this checkout's own to test in: the real bench's platform, but other sites and another Redis.

`.bench/BENCH/SITE` borrows the bench's Python environment and its copy of Frappe by links, and has sites of its
own. A test run therefore sees the code of the checkout it was started in, and neither the demo site, its
queues nor what the real bench is linked to notices anything. Runs with another TEST_SITE have another
bench, and can go on at the same time.

Where pytest shares the tests out among several processes (pytest-xdist), each has a bench of its own in
`workers`, with a copy of the site that the run was started with.
"""

import contextlib
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from tools import database, processes
from tools.bench import APP, BENCH_DIR, Bench, locked, slug, write_private
from tools.site import PACKAGE, Site, is_built
from tools.snapshot import Snapshot
from tools.steps import ROOT, Steps

SITE = os.environ.get("TEST_SITE") or "oppna-test.localhost"
RUN_DIR = ROOT / ".bench" / slug(BENCH_DIR) / SITE
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
ROOT_DIR = RUN_DIR / "workers" / WORKER if WORKER else RUN_DIR
RESERVED = "OPPNA_TEST_BENCH_RESERVED"
SHARED = ("db_host", "db_port", "root_login", "root_password")


def bench() -> Bench:
	return Bench(ROOT_DIR)


def make(real: Bench) -> Bench:
	"""Create the test bench, or bring it in line with the real one."""
	for directory in ("apps", "sites", "logs", "config/pids"):
		(ROOT_DIR / directory).mkdir(parents=True, exist_ok=True)
	point(ROOT_DIR / "env", real.root / "env")
	point(ROOT_DIR / "apps/frappe", real.root / "apps/frappe")
	point(ROOT_DIR / "apps" / APP, ROOT)
	(ROOT_DIR / "sites/apps.txt").write_text(f"frappe\n{APP}\n")
	view = bench()
	view.configure(**{key: real.config[key] for key in SHARED if key in real.config})
	borrow_assets(real, view)
	return view


def point(link: Path, target: Path) -> None:
	if link.is_symlink():
		link.unlink()
	link.symlink_to(target)


def borrow_assets(real: Bench, view: Bench) -> None:
	"""Take over the lists of what has been built: the platform's, and the app's where the real bench has it of this checkout.

	The app's files lie in the checkout. To build them anew would take those away that the real bench's pages are drawn with.
	"""
	apps = ["frappe", *([APP] if is_built(real) else [])]
	(view.sites / "assets").mkdir(exist_ok=True)
	point(view.sites / "assets/frappe", real.root / "apps/frappe/frappe/public")
	for name in ("assets.json", "assets-rtl.json"):
		borrowed = {
			key: file for key, file in read(real.sites / "assets" / name).items() if is_of(apps, file)
		}
		own = {key: file for key, file in read(view.sites / "assets" / name).items() if not is_of(apps, file)}
		(view.sites / "assets" / name).write_text(json.dumps(borrowed | own))
	copy(real, view, "assets/locale/sv/LC_MESSAGES/frappe.mo")
	if APP in apps:
		point(view.sites / "assets" / APP, PACKAGE / "public")
		copy(real, view, f"assets/.{APP}", f"assets/locale/*/LC_MESSAGES/{APP}.mo")


def copy(real: Bench, view: Bench, *patterns: str) -> None:
	for found in (file for pattern in patterns for file in real.sites.glob(pattern)):
		copied = view.sites / found.relative_to(real.sites)
		copied.parent.mkdir(parents=True, exist_ok=True)
		shutil.copy2(found, copied)


def is_of(apps: list[str], file: str) -> bool:
	return file.startswith(tuple(f"/assets/{app}/" for app in apps))


def read(path: Path) -> dict:
	return json.loads(path.read_text()) if path.exists() else {}


@contextlib.contextmanager
def reserved() -> Iterator[None]:
	"""Keep other test runs of this checkout out while the block runs, and have a Redis for it.

	A program that was started inside the block finds the reservation in its environment.
	"""
	if is_reserved():
		yield
		return
	with locked(ROOT_DIR / ".lock"), redis():
		before, os.environ[RESERVED] = os.environ.get(RESERVED), str(ROOT_DIR)
		try:
			yield
		finally:
			os.environ.pop(RESERVED) if before is None else os.environ.update({RESERVED: before})


def is_reserved() -> bool:
	return os.environ.get(RESERVED) == str(ROOT_DIR)


@contextlib.contextmanager
def redis() -> Iterator[None]:
	"""A Redis of the test bench's own."""
	view, port = bench(), processes.free_port()
	urls = {
		f"redis_{use}": f"redis://127.0.0.1:{port}/{n}"
		for n, use in enumerate(("cache", "queue", "socketio"))
	}
	view.configure(redis_port=port, **urls)
	server = processes.start(processes.redis(port), view.root, view.env, view.root / "logs/redis.log")
	try:
		processes.wait_until(lambda: processes.answers(port), "The tests' Redis did not start")
		yield
	finally:
		processes.stop(server.pid)
		server.wait()


def create_site(steps: Steps, view: Bench) -> None:
	"""A new site with the app and the wizard done, and a snapshot of it to return to."""
	site = Site(steps, view, SITE)
	site.create("--db-name", database_name(SITE))
	site.complete_setup()
	snapshot().take()


@contextlib.contextmanager
def worker_bench() -> Iterator[None]:
	"""This process's own copy of the run's bench and site, for as long as the block runs."""
	if not WORKER or is_reserved() or not (RUN_DIR / "sites" / SITE).exists():
		yield
		return
	copy_bench()
	try:
		yield
	finally:
		remove_site()
		shutil.rmtree(ROOT_DIR)


def copy_bench() -> None:
	"""Copy the run's bench and the database as it was when its site was new; links stay links."""
	shutil.rmtree(ROOT_DIR, ignore_errors=True)
	shutil.copytree(
		RUN_DIR, ROOT_DIR, symlinks=True, ignore=shutil.ignore_patterns("workers", "*.log", ".lock")
	)
	of_run, name = read(site_config()), database_name(SITE)
	write_private(site_config(), of_run | {"db_name": name})
	mine, login = snapshot(), database.administrator(bench())
	mine.recreate(mine.database, Snapshot(login, of_run["db_name"]).copy)
	mine.take()
	for host in login.run(f"SELECT host FROM mysql.user WHERE user = '{of_run['db_name']}'").split():
		user = f"'{name}'@'{host}'"
		login.run(
			f"CREATE OR REPLACE USER {user} IDENTIFIED BY '{of_run['db_password']}';"
			f"GRANT ALL PRIVILEGES ON `{name}`.* TO {user}"
		)


def database_name(site: str) -> str:
	"""The database of a site of this test bench.

	The platform derives it from the site's name alone: two checkouts that are tested at the same time would
	take each other's away.
	"""
	return "_" + hashlib.sha1(f"{ROOT_DIR}/{site}".encode(), usedforsecurity=False).hexdigest()[:16]


def refresh_site(steps: Steps, view: Bench) -> None:
	"""Bring an earlier run's site up to this checkout."""
	snapshot().restore()
	Site(steps, view, SITE).migrate()
	snapshot().take()


def has_site() -> bool:
	return bool(read(site_config())) and snapshot().is_taken


def is_fresh(steps: Steps, view: Bench) -> bool:
	site = Site(steps, view, SITE)
	return has_site() and site.is_there and site.is_current


def site_config() -> Path:
	return bench().sites / SITE / "site_config.json"


def snapshot() -> Snapshot:
	return Snapshot(database.administrator(bench()), read(site_config())["db_name"])


def restore() -> None:
	"""Put database, files and caches back as they were when the site was new."""
	snapshot().restore()
	for kind in ("private", "public"):
		files = bench().sites / SITE / kind / "files"
		shutil.rmtree(files, ignore_errors=True)
		files.mkdir(parents=True)
	empty_redis()


# All but who works off the queues: a worker says so once, when it starts.
EMPTYING = (
	b"SELECT 0",
	b"FLUSHDB",
	b"SELECT 2",
	b"FLUSHDB",
	b"SELECT 1",
	b"EVAL \"for _, key in ipairs(redis.call('keys', '*')) do"
	b" if string.sub(key, 1, 9) ~= 'rq:worker' then redis.call('del', key) end end\" 0",
)


def empty_redis() -> None:
	with socket.create_connection(("127.0.0.1", bench().config["redis_port"])) as connection:
		connection.sendall(b"".join(command + b"\r\n" for command in EMPTYING))
		with connection.makefile("rb") as answers:
			for _command in EMPTYING:
				answers.readline()


def remove_site() -> None:
	"""Drop the site with its databases and user; a clone that is deleted leaves nothing behind."""
	taken = snapshot()
	login, name = taken.login, taken.database
	taken.drop()
	login.run(f"DROP DATABASE IF EXISTS `{name}`")
	for host in login.run(f"SELECT host FROM mysql.user WHERE user = '{name}'").split():
		login.run(f"DROP USER '{name}'@'{host}'")
	shutil.rmtree(bench().sites / SITE)
