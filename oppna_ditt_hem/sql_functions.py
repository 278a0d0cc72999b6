"""What the platform's Query Builder doesn't bring: functions of MariaDB, and SQL that is written already."""

from frappe.query_builder import CustomFunction
from pypika.terms import Criterion, LiteralValue

DateDiff = CustomFunction("DATEDIFF", ["later", "earlier"])
Least, Greatest = (CustomFunction(name, ["one", "other"]) for name in ("LEAST", "GREATEST"))


class Literal(LiteralValue, Criterion):
	"""SQL as the platform has written it, as a condition too. A per cent sign in it stands for itself."""

	def __init__(self, sql: str) -> None:
		super().__init__(sql.replace("%", "%%"))
