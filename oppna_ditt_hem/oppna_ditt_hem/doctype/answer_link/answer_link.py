from frappe.model.document import Document


class AnswerLink(Document):
	"""A link by which one person answers one question once; only the hash of its token is kept (`answering.links`)."""
