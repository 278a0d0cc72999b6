"""A copy of a site's database to return to, table by table.

Loading a whole dump costs one write to disk per table; here only the tables that differ are put back, in
one transaction, so that returning takes a fraction of a second.
"""

from dataclasses import dataclass

from tools.database import COLLATION, Login

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = '{0}' AND table_type = 'BASE TABLE'"
COLUMNS = """
	SET group_concat_max_len = 1000000;
	SELECT table_name, MD5(GROUP_CONCAT(CONCAT_WS('|', column_name, column_type, is_nullable, column_default,
		column_key) ORDER BY ordinal_position))
	FROM information_schema.columns WHERE table_schema = '{0}' GROUP BY table_name
"""


@dataclass(frozen=True)
class Snapshot:
	"""The database `database` as it was at the last `take`, kept in a database beside it."""

	login: Login
	database: str

	@property
	def copy(self) -> str:
		return f"{self.database}_fresh"

	@property
	def is_taken(self) -> bool:
		return bool(self.login.run(f"SHOW DATABASES LIKE '{self.copy}'"))

	def take(self) -> None:
		self.recreate(self.copy, self.database)

	def restore(self) -> None:
		"""Put the contents back; also the tables, if one was made, changed or dropped."""
		tables = self.columns(self.copy)
		if self.columns(self.database) != tables:
			self.recreate(self.database, self.copy)
		elif changed := self.changed(list(tables)):
			self.login.run(
				";".join(["SET foreign_key_checks = 0", "BEGIN", *map(self.put_back, changed), "COMMIT"])
			)

	def drop(self) -> None:
		self.login.run(f"DROP DATABASE IF EXISTS `{self.copy}`")

	def recreate(self, target: str, source: str) -> None:
		self.login.run(f"DROP DATABASE IF EXISTS `{target}`; CREATE DATABASE `{target}` COLLATE {COLLATION}")
		self.login.run(self.login.dump(source), target)

	def columns(self, database: str) -> dict[str, str]:
		"""The tables, sequences left out, with a hash of each one's columns."""
		rows = dict(row.rsplit("\t", 1) for row in self.login.run(COLUMNS.format(database)).splitlines())
		return {table: rows[table] for table in self.login.run(TABLES.format(database)).splitlines()}

	def changed(self, tables: list[str]) -> list[str]:
		now, then = self.checksums(self.database, tables), self.checksums(self.copy, tables)
		return [table for table, *sums in zip(tables, now, then, strict=True) if sums[0] != sums[1]]

	def checksums(self, database: str, tables: list[str]) -> list[str]:
		names = ", ".join(f"`{database}`.`{table}`" for table in tables)
		return [row.rsplit("\t", 1)[1] for row in self.login.run(f"CHECKSUM TABLE {names}").splitlines()]

	def put_back(self, table: str) -> str:
		target, source = f"`{self.database}`.`{table}`", f"`{self.copy}`.`{table}`"
		return f"DELETE FROM {target}; INSERT INTO {target} SELECT * FROM {source}"
