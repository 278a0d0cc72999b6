"""Functions of MariaDB that the platform's Query Builder doesn't bring."""

from frappe.query_builder import CustomFunction

DateDiff = CustomFunction("DATEDIFF", ["later", "earlier"])
Least, Greatest = (CustomFunction(name, ["one", "other"]) for name in ("LEAST", "GREATEST"))
