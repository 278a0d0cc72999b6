"""The bench: find it or make it, keep its configuration, link this checkout into it."""

import contextlib
import fcntl
import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.steps import ROOT, Failed, Steps

APP = "oppna_ditt_hem"
REPO = os.environ.get("FRAPPE_REPO") or "https://github.com/frappe/frappe"
BRANCH = os.environ.get("FRAPPE_BRANCH") or "version-15"
BENCH_DIR = Path(os.environ.get("BENCH_DIR") or "~/frappe-bench").expanduser()
LOCAL = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "oppna-ditt-hem"


@dataclass(frozen=True)
class Bench:
	"""A bench directory: `env`, `apps` and `sites`."""

	root: Path

	@property
	def python(self) -> Path:
		return self.root / "env/bin/python"

	@property
	def sites(self) -> Path:
		return self.root / "sites"

	@property
	def is_there(self) -> bool:
		return self.python.exists() and (self.root / "apps/frappe/frappe").exists() and self.sites.exists()

	@property
	def apps(self) -> list[str]:
		path = self.sites / "apps.txt"
		return path.read_text().split() if path.exists() else []

	@property
	def env(self) -> dict[str, str]:
		"""The environment of every program of this bench.

		The checkout comes first on the path, so that what is running keeps its code when somebody links
		another one. CI is left out: with it set, the platform's background jobs behave as in its own tests.
		"""
		env = {key: value for key, value in os.environ.items() if key not in ("CI", "VIRTUAL_ENV")}
		path = f"{LOCAL / 'bin'}:{LOCAL / 'bench-cli/bin'}:{os.environ['PATH']}:/usr/sbin"
		return env | {"PATH": path, "FRAPPE_BENCH_ROOT": str(self.root), "PYTHONPATH": str(ROOT)}

	@property
	def config(self) -> dict:
		"""What all sites of the bench share."""
		path = self.sites / "common_site_config.json"
		return json.loads(path.read_text()) if path.exists() else {}

	def configure(self, **keys: object) -> None:
		"""Add keys to the shared configuration, which holds a password and is the owner's alone."""
		write_private(self.sites / "common_site_config.json", self.config | keys)

	def frappe(self, steps: Steps, *words: str | Path, **env: str) -> str:
		"""Run one of the platform's commands, as the `bench` program would."""
		command = (self.python, "-m", "frappe.utils.bench_helper", "frappe", *words)
		return steps.sh(*command, cwd=self.sites, env=self.env | env)

	def pip_install(self, steps: Steps, *words: str) -> None:
		"""Add packages without moving what the platform pins; what can't be had so is pip's error."""
		pins = steps.sh(self.python, ROOT / "tools/requirements.py", "pins")
		with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
			constraints.write(pins)
			constraints.flush()
			steps.sh(self.python, "-m", "pip", "install", "-c", constraints.name, *words, env=self.env)


def write_private(path: Path, content: dict) -> None:
	path.touch(mode=0o600)
	path.chmod(0o600)
	path.write_text(json.dumps(content, indent=1, sort_keys=True))


def reachable() -> bool:
	"""Whether the platform can be fetched.

	Raises:
		Failed: the repository answers but has no such branch.
	"""
	command = ["git", "ls-remote", "--heads", REPO, BRANCH]
	env = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
	try:
		answer = subprocess.run(command, capture_output=True, text=True, timeout=15, env=env)
	except subprocess.TimeoutExpired:
		return False
	if answer.returncode == 0 and not answer.stdout:
		raise Failed(f"{REPO} has no branch {BRANCH}.", "set FRAPPE_BRANCH to one it has.")
	return answer.returncode == 0


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
	"""Let one make at a time change what `path` guards."""
	path.parent.mkdir(parents=True, exist_ok=True)
	with path.open("w") as file:
		try:
			fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			print(f"Waiting for another make to release {path} …", flush=True)
			fcntl.flock(file, fcntl.LOCK_EX)
		yield


def bench_lock() -> contextlib.AbstractContextManager[None]:
	"""One make at a time changes the bench; kept elsewhere, because the bench may not exist yet."""
	return locked(LOCAL / "locks" / slug(BENCH_DIR))


def slug(path: Path) -> str:
	"""A path as one word, to name what belongs to it."""
	return str(path.absolute()).strip("/").replace("/", "-")


def prepare(steps: Steps) -> Bench:
	"""A bench that works, made unless it is there."""
	bench = Bench(BENCH_DIR)
	system(steps, "platform", "System packages, MariaDB and Redis")
	if not bench.is_there or unfinished().exists():
		system(steps, "build", "Compiler and headers")
	steps.step(
		f"Bench in {bench.root}",
		lambda: make(steps, bench),
		done=lambda: bench.is_there and not unfinished().exists(),
		remedy="check the network and run the same command again: it starts over.",
	)
	steps.step(
		"The bench's settings",
		lambda: complete_settings(steps, bench),
		done=lambda: "redis_queue" in bench.config and has_pkg_resources(bench),
		remedy=f"look at {bench.sites}/common_site_config.json; it must be JSON.",
	)
	return bench


def system(steps: Steps, part: str, title: str) -> None:
	"""Install and start what is missing of one part of system.sh."""
	command = ("bash", ROOT / "tools/system.sh", part)

	def complete() -> bool:
		return subprocess.run(command, env=os.environ | {"CHECK": "1"}, capture_output=True).returncode == 0

	if os.geteuid() and not complete() and shutil.which("sudo"):
		subprocess.run(["sudo", "-v"])  # asks for the password now, not in the middle of a step
	remedy = "read the log; the packages can also be installed by hand with apt-get."
	steps.step(title, lambda: steps.sh(*command), done=complete, remedy=remedy)


def unfinished() -> Path:
	"""Marks a bench that is being made: what an interrupted make leaves behind can be removed."""
	return BENCH_DIR.with_name(f".{BENCH_DIR.name}.unfinished")


def make(steps: Steps, bench: Bench) -> None:
	if unfinished().exists():
		shutil.rmtree(bench.root, ignore_errors=True)
	if bench.root.exists() and any(bench.root.iterdir()):
		raise Failed(f"{bench.root} is there and is not a bench.", "set BENCH_DIR to another directory.")
	unfinished().touch()
	options = ("--no-backups", "--skip-redis-config-generation", "--skip-assets", "--python", sys.executable)
	source = ("--frappe-path", REPO, "--frappe-branch", BRANCH)
	command = (bench_program(steps), "init", *options, *source, bench.root)
	with tempfile.TemporaryDirectory() as cradle:
		# bench refuses root unless the directory it is called from names a user.
		(Path(cradle) / "sites").mkdir()
		write_private(Path(cradle) / "sites/common_site_config.json", {"frappe_user": getpass.getuser()})
		steps.sh(*command, cwd=Path(cradle), env=clean_env(bench))
	# It names Redis servers that only `bench start` would run.
	bench.configure(**redis_urls())
	unfinished().unlink()


def clean_env(bench: Bench) -> dict[str, str]:
	"""For `bench init`, which has no bench yet; uv trusts the machine's certificates, as pip does."""
	env = {key: value for key, value in bench.env.items() if key not in ("FRAPPE_BENCH_ROOT", "PYTHONPATH")}
	return env | {"UV_NATIVE_TLS": "1"}


def bench_program(steps: Steps) -> Path:
	"""The `bench` program; in an environment of its own unless the user has one."""
	own = LOCAL / "bench-cli"
	if found := shutil.which("bench", path=f"{os.environ['PATH']}:{own / 'bin'}"):
		return Path(found)
	steps.sh(sys.executable, "-m", "venv", own)
	steps.sh(own / "bin/pip", "install", "frappe-bench>=5.22,<6")
	return own / "bin/bench"


def has_pkg_resources(bench: Bench) -> bool:
	return subprocess.run([bench.python, "-c", "import pkg_resources"], capture_output=True).returncode == 0


def complete_settings(steps: Steps, bench: Bench) -> None:
	"""Redis where the bench names none, and the setuptools that Frappe 15's dependencies import."""
	bench.configure(**{key: url for key, url in redis_urls().items() if key not in bench.config})
	if not has_pkg_resources(bench):
		bench.pip_install(steps, "setuptools>=70.1,<81")


def redis_urls() -> dict[str, str]:
	"""Three databases of the machine's Redis that nobody uses; benches must not share one."""
	answer = subprocess.run(["redis-cli", "INFO", "keyspace"], capture_output=True, text=True)
	used = {int(number) for number in re.findall(r"^db(\d+):", answer.stdout, re.MULTILINE)}
	free = [number for number in range(16) if number not in used]
	if len(free) < 3:
		raise Failed(
			"All databases of the Redis on port 6379 are used.", "put redis_* into the bench's settings."
		)
	uses = ("cache", "queue", "socketio")
	return {
		f"redis_{use}": f"redis://127.0.0.1:6379/{number}" for use, number in zip(uses, free, strict=False)
	}


def install_app(steps: Steps, bench: Bench) -> None:
	"""Make this checkout the bench's copy of the app."""
	steps.step(
		f"This checkout linked into {bench.root}",
		lambda: link(steps, bench),
		done=lambda: is_linked(bench),
		remedy="read the log; pip says what it could not find.",
	)


def is_linked(bench: Bench) -> bool:
	app = bench.root / "apps" / APP
	linked = app.exists() and app.samefile(ROOT) and APP in bench.apps
	return linked and imported_from(bench) == ROOT / APP and not lacking(bench.python)


def lacking(python: Path, extra: str = "") -> list[str]:
	"""The requirements of this checkout that an environment does not meet."""
	command = [python, ROOT / "tools/requirements.py", "lacking", *([extra] if extra else [])]
	answer = subprocess.run(command, capture_output=True, text=True)
	# An environment without `packaging` is a new one.
	return answer.stdout.split("\n")[:-1] if answer.returncode == 0 else ["packaging"]


def imported_from(bench: Bench) -> Path | None:
	"""Where the bench's Python finds the app; an old link may still point elsewhere."""
	program = f"import {APP}; print({APP}.__path__[0])"
	answer = subprocess.run(
		[bench.python, "-c", program], capture_output=True, text=True, cwd=bench.root / "env"
	)
	return Path(answer.stdout.strip()).resolve() if answer.returncode == 0 else None


def link(steps: Steps, bench: Bench) -> None:
	app = bench.root / "apps" / APP
	if app.is_symlink():
		app.unlink()
	if not app.exists():
		app.symlink_to(ROOT)
	if not app.samefile(ROOT):
		raise Failed(f"{app} is a copy of its own.", f"run make there, or move it out of {bench.root}.")
	bench.pip_install(steps, "--no-build-isolation", "--editable", str(app))
	(bench.sites / "apps.txt").write_text("\n".join(dict.fromkeys(["frappe", *bench.apps, APP])) + "\n")
