from frappe.model.document import Document


class MatchingRun(Document):
	pass
