"""Whether a value is other than the one that is kept, in whatever form it has come.

A browser sends whole kronor as a whole number, days and moments as text, and an emptied link as an empty text.
"""

from collections.abc import Iterable

from frappe.model import data_fieldtypes
from frappe.utils import cast


def as_kept(doc, fieldname: str):
	"""A document's value of a field as its type keeps it; nothing at all is the type's lowest value."""
	return cast(doc.meta.get_field(fieldname).fieldtype, doc.get(fieldname))


def whole(doc) -> dict:
	"""Every field of a document as its type keeps it, and the rows of its tables as lists of the same."""
	fields = {
		df.fieldname: as_kept(doc, df.fieldname) for df in doc.meta.fields if df.fieldtype in data_fieldtypes
	}
	return fields | {
		df.fieldname: [whole(row) for row in doc.get(df.fieldname) or ()]
		for df in doc.meta.get_table_fields()
	}


def changed_in_all(doc) -> list[str]:
	"""Fields and tables of a document being saved that are other than they were before; none where it is new."""
	before = doc.get_doc_before_save()
	if not before:
		return []
	was, now = whole(before), whole(doc)
	return [field for field in now if now[field] != was[field]]


def changed(doc, fieldnames: Iterable[str]) -> list[str]:
	"""Those fields of a document being saved that are other than they were before; none where it is new."""
	before = doc.get_doc_before_save()
	return [field for field in fieldnames if before and as_kept(doc, field) != as_kept(before, field)]
