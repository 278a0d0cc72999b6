from frappe.model.document import Document


class ReasonCode(Document):
	"""A coded reason; the administrator's list, seeded once."""
