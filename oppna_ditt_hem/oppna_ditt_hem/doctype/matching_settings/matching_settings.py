from frappe.model.document import Document


class MatchingSettings(Document):
	pass
