"""Rules about rows, declared once and read in two ways.

A rule gives a Query Builder criterion for lists (`where`) and answers for one document in memory
(`holds`), saved or not. The two can't disagree about a saved document: `Rows.permits` also asks the
database with the same criterion, so that forged values in a sent document open nothing.
"""

from dataclasses import dataclass

import frappe
from frappe.utils import cint
from pypika.functions import Coalesce
from pypika.terms import Criterion, LiteralValue

from oppna_ditt_hem.permissions import protected
from oppna_ditt_hem.permissions.portal_users import STAFF

CLEARED_ROLE = "Protected Identity Officer"


class Rule:
	"""One condition on a row."""

	def where(self, table, user: str) -> Criterion:
		raise NotImplementedError

	def holds(self, doc, user: str) -> bool:
		raise NotImplementedError

	def __and__(self, other: "Rule") -> "Rule":
		return AllOf((self, other))

	def __or__(self, other: "Rule") -> "Rule":
		return AnyOf((self, other))


@dataclass(frozen=True)
class AllOf(Rule):
	rules: tuple[Rule, ...]

	def where(self, table, user):
		return Criterion.all([rule.where(table, user) for rule in self.rules])

	def holds(self, doc, user):
		return all(rule.holds(doc, user) for rule in self.rules)


@dataclass(frozen=True)
class AnyOf(Rule):
	rules: tuple[Rule, ...]

	def where(self, table, user):
		return Criterion.any([rule.where(table, user) for rule in self.rules])

	def holds(self, doc, user):
		return any(rule.holds(doc, user) for rule in self.rules)


class Everything(Rule):
	def where(self, table, user):
		return LiteralValue("1") == LiteralValue("1")

	def holds(self, doc, user):
		return True


class Nothing(Rule):
	def where(self, table, user):
		return LiteralValue("1") == LiteralValue("0")

	def holds(self, doc, user):
		return False


@dataclass(frozen=True)
class IsUser(Rule):
	"""The field names the user."""

	field: str

	def where(self, table, user):
		return table[self.field] == quoted(user)

	def holds(self, doc, user):
		return doc.get(self.field) == user


@dataclass(frozen=True)
class BelongsTo(Rule):
	"""The field names a document of a DocType whose own `user` is the user."""

	field: str
	doctype: str

	def where(self, table, user):
		party = frappe.qb.DocType(self.doctype)
		own = frappe.qb.from_(party).select(party.name).where(party.user == quoted(user))
		return table[self.field].isin(own)

	def holds(self, doc, user):
		name = doc.get(self.field)
		return bool(name and frappe.db.exists(self.doctype, {"name": name, "user": user}))


@dataclass(frozen=True)
class IsNot(Rule):
	"""The field has a value, and another than these."""

	field: str
	values: tuple[str, ...]

	def where(self, table, user):
		return Coalesce(table[self.field], "").notin(("", *self.values))

	def holds(self, doc, user):
		return doc.get(self.field) not in (None, "", *self.values)


@dataclass(frozen=True)
class Filled(Rule):
	field: str

	def where(self, table, user):
		return table[self.field].isnotnull()

	def holds(self, doc, user):
		return bool(doc.get(self.field))


@dataclass(frozen=True)
class Empty(Rule):
	field: str

	def where(self, table, user):
		return Coalesce(table[self.field], "") == ""

	def holds(self, doc, user):
		return not doc.get(self.field)


class Unprotected(Rule):
	"""The household itself has no protected identity."""

	def where(self, table, user):
		return Coalesce(table.protected_identity, 0) == 0

	def holds(self, doc, user):
		return not cint(doc.get("protected_identity"))


@dataclass(frozen=True)
class PointsAtUnprotected(Rule):
	"""The field is empty or names a document that has nothing to do with a protected identity."""

	field: str
	doctype: str = "Applicant"

	def where(self, table, user):
		return Coalesce(table[self.field], "").notin(protected.names(self.doctype))

	def holds(self, doc, user):
		return not protected.is_protected(self.doctype, doc.get(self.field))


def quoted(value: str) -> LiteralValue:
	# The Query Builder doubles quotes but leaves backslashes, and this text is run as it stands.
	return LiteralValue(frappe.db.escape(value, percent=False))


def is_cleared(user: str) -> bool:
	"""True for those who may know of protected identities."""
	return user == "Administrator" or CLEARED_ROLE in frappe.get_roles(user)


@dataclass(frozen=True)
class Rows:
	"""Which rows of a DocType a user reaches; a role that is not named here reaches none.

	Attributes:
		staff: the rule for those who work in the Desk without being cleared for protected identities.
		portal: (role, rule) of the portal.
		new: (role, rule) for a document that is being created, where it differs.
	"""

	doctype: str
	staff: Rule
	portal: tuple[tuple[str, Rule], ...] = ()
	new: tuple[tuple[str, Rule], ...] = ()

	def rule_for(self, user: str, new: bool = False) -> Rule:
		if is_cleared(user):
			return Everything()
		roles = set(frappe.get_roles(user))
		rules = [self.staff] if roles & STAFF else []
		portal = {**dict(self.portal), **dict(self.new if new else ())}
		rules += [rule for role, rule in portal.items() if role in roles]
		return AnyOf(tuple(rules)) if rules else Nothing()

	def conditions(self, user: str | None = None) -> str:
		"""The rule as SQL in parentheses; never empty, since empty means unrestricted."""
		user = user or frappe.session.user
		criterion = self.rule_for(user).where(frappe.qb.DocType(self.doctype), user)
		return f"({sql_of(criterion)})"

	def permits(self, doc, ptype: str | None = None, user: str | None = None) -> bool:
		"""Whether the rule holds for a document as it was sent and, if saved, as it is stored."""
		user = user or frappe.session.user
		stored = bool(doc.get("name")) and bool(frappe.db.exists(self.doctype, doc.get("name")))
		rule = self.rule_for(user, new=ptype == "create" and not stored)
		if not rule.holds(doc, user):
			return False
		return not stored or self.selects(doc.get("name"), rule, user)

	def names(self, user: str):
		"""A subquery of the names a user reaches."""
		table = frappe.qb.DocType(self.doctype)
		return frappe.qb.from_(table).select(table.name).where(self.rule_for(user).where(table, user))

	def selects(self, name: str, rule: Rule, user: str) -> bool:
		table = frappe.qb.DocType(self.doctype)
		query = frappe.qb.from_(table).select(table.name).where(table.name == name)
		return bool(query.where(rule.where(table, user)).run())


def sql_of(criterion: Criterion) -> str:
	quote = "`" if frappe.db.db_type == "mariadb" else '"'
	return criterion.get_sql(quote_char=quote, with_namespace=True, subquery=True)
