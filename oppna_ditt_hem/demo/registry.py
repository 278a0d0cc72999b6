"""What the demo has made on this site: a map from the story's keys to documents.

Kept as one global default, so that `remove` finds exactly these documents and a second `load` knows
what is there. Globals are not sent to the browser.
"""

import json

import frappe

KEY = "oppna_ditt_hem_demo"
PARENT = "__global"


class Registry:
	"""Key of the story → (doctype, name), in the order of making."""

	def __init__(self) -> None:
		self.rows: dict[str, list[str]] = json.loads(frappe.db.get_global(KEY) or "{}")
		# Masters that the site had before the demo: used, never removed.
		self.found: dict[str, str] = {}

	def __contains__(self, key: str) -> bool:
		return key in self.rows or key in self.found

	def add(self, key: str, doctype: str, name: str) -> None:
		self.rows[key] = [doctype, name]

	def name(self, key: str) -> str:
		"""Name of the document that stands for a key.

		Raises:
			KeyError: the story has no such key, or it isn't loaded yet.
		"""
		return self.found[key] if key in self.found else self.rows[key][1]

	def names(self, doctype: str) -> list[str]:
		return [name for kind, name in self.rows.values() if kind == doctype]

	def doctypes(self) -> list[str]:
		return list(dict.fromkeys(kind for kind, _name in self.rows.values()))

	def save(self) -> None:
		frappe.db.set_global(KEY, json.dumps(self.rows, ensure_ascii=False))

	def clear(self) -> None:
		self.rows = {}
		frappe.defaults.clear_default(key=KEY, parent=PARENT)
