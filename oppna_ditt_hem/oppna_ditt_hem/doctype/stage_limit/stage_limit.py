from frappe.model.document import Document


class StageLimit(Document):
	"""How long a case may stand in a stage before somebody is asked about it."""
