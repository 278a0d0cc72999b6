"""A site of a bench: made, migrated, its assets built. Every step looks at the result it would give."""

import base64
import contextlib
import hashlib
import json
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.bench import APP, Bench, write_private
from tools.steps import ROOT, Failed, Steps

PACKAGE = ROOT / APP
# Written by a build or by Python, so no part of what was installed.
PRODUCTS = ("__pycache__", "dist")
PROBE = """
import json, os, sys, frappe
frappe.init(os.environ["SITE"]); frappe.connect()
done = frappe.db.get_single_value("System Settings", "setup_complete")
print(json.dumps({"apps": frappe.get_installed_apps(), "setup": bool(int(done or 0))}))
"""


BUILDS = 4
FORGET_ASSETS = 'import frappe; frappe.init(""); frappe.cache.delete_value("assets_json", shared=True)'


class Site:
	"""One site, with a note in its directory of which state of the code it was last migrated to."""

	def __init__(self, steps: Steps, bench: Bench, name: str):
		self.steps, self.bench, self.name = steps, bench, name
		self.path = bench.sites / name
		self.note = self.path / ".oppna_ditt_hem.json"
		self.unfinished = bench.sites / f".{name}.unfinished"

	def frappe(self, *words: str) -> str:
		return self.bench.frappe(self.steps, "--site", self.name, *words)

	def execute(self, function: str, **arguments: object) -> str:
		options = ("--kwargs", json.dumps(arguments)) if arguments else ()
		return self.frappe("execute", function, *options)

	@property
	def noted(self) -> dict:
		return json.loads(self.note.read_text()) if self.note.exists() else {}

	def remember(self, **keys: object) -> None:
		write_private(self.note, self.noted | keys)

	@property
	def is_there(self) -> bool:
		return (self.path / "site_config.json").exists() and not self.unfinished.exists()

	def state(self) -> dict:
		"""What the site's database says: the installed apps and whether the setup wizard is done.

		Raises:
			Failed: the site's database does not answer.
		"""
		env = self.bench.env | {"SITE": self.name}
		words = [self.bench.python, "-c", PROBE]
		answer = subprocess.run(words, cwd=self.bench.sites, env=env, capture_output=True, text=True)
		if answer.returncode:
			why = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
			remedy = f"see that MariaDB runs; if the site is beyond repair: bench drop-site {self.name}."
			raise Failed(f"The site {self.name} does not open: {why}", remedy)
		return json.loads(answer.stdout.splitlines()[-1])

	def create(self, *options: str) -> None:
		"""Make the site with the app; one that an interrupted run left behind is made again."""
		self.unfinished.touch()
		config = self.bench.config
		words = ("--admin-password", "admin", "--install-app", APP, "--force", *options)
		admin = ("--db-root-username", config.get("root_login") or "root")
		self.bench.frappe(self.steps, "new-site", self.name, *admin, *words)
		# A demo or a test writes to nobody; what it would have sent is kept in the e-mail queue.
		self.frappe("set-config", "--parse", "mute_emails", "1")
		self.make_encryption_key()
		self.unfinished.unlink()
		self.remember(code=tree_hash(PACKAGE))

	def make_encryption_key(self) -> None:
		"""Have the key before a server runs.

		The platform makes one with the first secret. Frappe 16's servers hold a site's settings for a minute, so
		each that answered before would make a key of its own, and none could read what another has written.
		"""
		path = self.path / "site_config.json"
		key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
		write_private(path, {"encryption_key": key} | json.loads(path.read_text()))

	def complete_setup(self) -> None:
		self.execute(
			f"{APP}.setup.wizard.complete",
			language="sv",
			country="Sweden",
			time_zone="Europe/Stockholm",
			currency="SEK",
		)

	@property
	def is_current(self) -> bool:
		return self.noted.get("code") == tree_hash(PACKAGE)

	def migrate(self) -> None:
		code = tree_hash(PACKAGE)
		self.frappe("install-app", APP) if APP not in self.state()["apps"] else self.frappe("migrate")
		self.remember(code=code)


def tree_hash(directory: Path) -> str:
	"""The state of the files in a directory, committed or not."""
	digest = hashlib.sha256()
	for path in sorted(directory.rglob("*")):
		if path.is_file() and not set(PRODUCTS) & set(path.relative_to(directory).parts):
			digest.update(f"{path.relative_to(directory)}\0".encode())
			digest.update(path.read_bytes())
	return digest.hexdigest()


def build(steps: Steps, bench: Bench) -> None:
	"""Assets and translations of this checkout, in a bench that has the platform's."""
	steps.step(
		"Assets and translations of the app",
		lambda: build_app(steps, bench),
		done=lambda: is_built(bench),
		remedy="read the log; the build needs about 1 GB of memory.",
	)


def build_platform(steps: Steps, bench: Bench) -> None:
	steps.step(
		"Frappe's own assets",
		lambda: build_all(steps, bench),
		done=lambda: platform_is_built(bench),
		remedy="read the log; the build needs about 1 GB of memory.",
	)


def build_all(steps: Steps, bench: Bench) -> None:
	if not can_build(bench):
		steps.sh("yarn", "install", "--check-files", cwd=bench.root / "apps/frappe", env=bench.env)
	run_build(steps, bench, "frappe")


def can_build(bench: Bench) -> bool:
	"""Whether the platform's own packages for building are there; tests on a site can do without."""
	return (bench.root / "apps/frappe/node_modules").exists()


def platform_is_built(bench: Bench) -> bool:
	"""Whether every file that the platform's build gives is there, and its Swedish."""
	source = bench.root / "apps/frappe/frappe/locale/sv.po"
	translated = not source.exists() or (bench.sites / "assets/locale/sv/LC_MESSAGES/frappe.mo").exists()
	return bool(built_files(bench, "frappe")) and translated and has_files(bench, "frappe")


def built_files(bench: Bench, app: str) -> list[Path]:
	found = [file for file in listing(bench).values() if file.startswith(f"/assets/{app}/")]
	return [bench.sites / file.lstrip("/") for file in found]


def has_files(bench: Bench, app: str) -> bool:
	"""Whether what a build has listed is there: one for another bench of this checkout removes it."""
	return all(file.exists() for file in built_files(bench, app))


def listing(bench: Bench) -> dict[str, str]:
	path = bench.sites / "assets/assets.json"
	return json.loads(path.read_text()) if path.exists() else {}


def is_built(bench: Bench) -> bool:
	linked, public = bench.sites / "assets" / APP, PACKAGE / "public"
	current = not public.exists() or (linked.exists() and linked.samefile(public))
	note = bench.sites / "assets" / f".{APP}"
	return current and note.exists() and note.read_text() == build_key() and has_files(bench, APP)


def build_key() -> str:
	return tree_hash(PACKAGE / "public") + tree_hash(PACKAGE / "locale")


def build_app(steps: Steps, bench: Bench) -> None:
	key = build_key()
	if can_build(bench):
		run_build(steps, bench, APP)
	else:
		bench.frappe(steps, "compile-po-to-mo", "--app", APP)
	(bench.sites / "assets" / f".{APP}").write_text(key)


@contextlib.contextmanager
def scratch(bench: Bench) -> Iterator[Path]:
	"""A place for the build's own files, as deep as the bench.

	The platform puts each stylesheet it has read where the path from the bench to it leads when it is followed
	from the temporary directory. For a checkout beside the bench that path climbs first, and from a shallow
	directory it ends at the stylesheet itself: the build would write over the source.
	"""
	with tempfile.TemporaryDirectory() as top:
		deep = Path(top).joinpath(*("d" for _part in (bench.root / "apps/frappe").resolve().parts))
		deep.mkdir(parents=True)
		yield deep


def torn(bench: Bench, app: str) -> list[str]:
	"""The built stylesheets without a rule in them.

	The platform builds each for both directions of writing at once. Of a checkout beside the bench both go through
	the same file in `scratch`, and now and then one reads it just when the other has emptied it to write.
	"""
	built = sorted((bench.sites / "assets" / app / "dist").glob("css*/*.css"))
	return [path.name for path in built if "{" not in path.read_text()]


def run_build(steps: Steps, bench: Bench, app: str) -> None:
	"""Build here rather than download, and keep the platform's hands off a shared Redis.

	`bench build` ends by emptying the whole Redis server, which other programs on the machine may share.
	It is pointed at a port where nothing answers, and the one key that matters is removed afterwards.

	Raises:
		Failed: a stylesheet came out empty every time.
	"""
	for _attempt in range(BUILDS):
		with scratch(bench) as directory:
			env = {"CI": "1", "FRAPPE_REDIS_CACHE": "redis://127.0.0.1:1", "TMPDIR": str(directory)}
			bench.frappe(steps, "build", "--app", app, **env)
		if not (lost := torn(bench, app)):
			break
	else:
		raise Failed(f"The build wrote stylesheets without a rule in them: {', '.join(lost)}")
	steps.sh(bench.python, "-c", FORGET_ASSETS, cwd=bench.sites, env=bench.env)
