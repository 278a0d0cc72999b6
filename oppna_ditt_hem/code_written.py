"""Fields that code alone writes."""

from frappe.model.document import Document


class CodeWrittenDocument(Document):
	"""A document with fields that no client may set.

	Subclasses name them in `code_written` and call `restore_code_written` first in `validate`. Code that writes
	them sets `doc.flags.written_by_code`.
	"""

	# What a client sends in them is put back, also over REST.
	code_written: tuple[str, ...] = ()

	def restore_code_written(self) -> None:
		if self.flags.written_by_code:
			return
		before = self.get_doc_before_save()
		for fieldname in self.code_written:
			self.set(fieldname, before.get(fieldname) if before else None)
