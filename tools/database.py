"""MariaDB as the platform wants it: utf8mb4_unicode_ci, and an administrator with a password.

Root's own login is never changed. The bench gets one administrator of its own, made through the unix
socket, or over TCP with DB_ROOT_PASSWORD where the database runs in a container.
"""

import hashlib
import os
import secrets
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.bench import Bench
from tools.steps import ROOT, Failed, Steps

COLLATION = "utf8mb4_unicode_ci"
SETTINGS = f"[mysqld]\ncharacter-set-server = utf8mb4\ncollation-server = {COLLATION}\n"
SETTINGS_DIR = Path("/etc/mysql/mariadb.conf.d")


@dataclass(frozen=True)
class Login:
	"""One way to log in; the words before the client, the client's arguments, and the password."""

	arguments: tuple[str, ...]
	password: str = ""
	before: tuple[str, ...] = ()

	def call(self, program: str, *words: str, stdin: str = "") -> str:
		"""Run one of MariaDB's programs and return what it prints.

		Raises:
			Failed: the database refused.
		"""
		env = os.environ | ({"MYSQL_PWD": self.password} if self.password else {})
		command = [*self.before, program, *self.arguments, *words]
		result = subprocess.run(command, input=stdin, capture_output=True, text=True, env=env)
		if result.returncode:
			raise Failed(f"MariaDB: {result.stderr.strip() or result.returncode}")
		return result.stdout

	def run(self, sql: str, database: str = "") -> str:
		"""Run statements and return the rows, tab-separated."""
		options = ("--batch", "--skip-column-names", *([database] if database else []))
		return self.call("mariadb", *options, stdin=sql)

	def dump(self, database: str) -> str:
		return self.call("mariadb-dump", "--single-transaction", database)

	@property
	def works(self) -> bool:
		try:
			return "ALL PRIVILEGES ON *.*" in self.run("SHOW GRANTS")
		except (Failed, OSError):
			return False


def prepare(steps: Steps, bench: Bench) -> None:
	steps.step(
		"MariaDB: character set and administrator",
		lambda: ensure_administrator(bench),
		done=lambda: has_administrator(bench) and collation(administrator(bench)) == COLLATION,
		remedy="give MariaDB's root password as DB_ROOT_PASSWORD, or run make as a user with sudo.",
	)


def over_tcp(bench: Bench, user: str, password: str) -> Login:
	host, port = bench.config.get("db_host") or "127.0.0.1", bench.config.get("db_port") or 3306
	return Login(("--host", str(host), "--port", str(port), "--user", user), password)


def administrator(bench: Bench) -> Login:
	"""The login in the bench's shared configuration."""
	config = bench.config
	return over_tcp(bench, config.get("root_login") or "root", config.get("root_password") or "")


def has_administrator(bench: Bench) -> bool:
	# The platform asks for a password where the configuration has none, even if root needs none.
	return bool(administrator(bench).password) and administrator(bench).works


def ensure_administrator(bench: Bench) -> None:
	if not has_administrator(bench):
		create_administrator(bench)
	login = administrator(bench)
	if collation(login) != COLLATION:
		login.run(f"SET GLOBAL character_set_server = 'utf8mb4'; SET GLOBAL collation_server = '{COLLATION}'")
		keep_collation()


def create_administrator(bench: Bench) -> None:
	# One user per bench: a second bench on the machine must not change the first one's password.
	user = "bench_" + hashlib.sha1(str(bench.root).encode(), usedforsecurity=False).hexdigest()[:8]
	password = secrets.token_urlsafe(24)
	root = root_login(bench)
	for host in ("localhost", "127.0.0.1", *(["%"] if os.environ.get("DB_ROOT_PASSWORD") else [])):
		name = f"'{user}'@'{host}'"
		root.run(
			f"CREATE USER IF NOT EXISTS {name}; ALTER USER {name} IDENTIFIED BY '{password}';"
			f"GRANT ALL PRIVILEGES ON *.* TO {name} WITH GRANT OPTION"
		)
	bench.configure(root_login=user, root_password=password)


def root_login(bench: Bench) -> Login:
	"""Somebody who may create users.

	Raises:
		Failed: nobody could log in.
	"""
	socket, sudo = ("--protocol=socket", "--user=root"), ("bash", str(ROOT / "tools/system.sh"), "root")
	password = os.environ.get("DB_ROOT_PASSWORD")
	logins = [over_tcp(bench, "root", password)] if password else [Login(socket), Login(socket, before=sudo)]
	if found := next((login for login in logins if login.works), None):
		return found
	raise Failed("MariaDB's root can't log in, so the bench's own database user can't be made.")


def collation(login: Login) -> str:
	return login.run("SELECT @@global.collation_server").strip()


def keep_collation() -> None:
	"""Write the setting where Debian's MariaDB reads it at the next start, if it has such a place."""
	if not SETTINGS_DIR.is_dir():
		return
	with tempfile.NamedTemporaryFile("w", suffix=".cnf") as file:
		file.write(SETTINGS)
		file.flush()
		install = ("install", "-m", "644", file.name, str(SETTINGS_DIR / "90-frappe.cnf"))
		subprocess.run(["bash", ROOT / "tools/system.sh", "root", *install], check=False, capture_output=True)
