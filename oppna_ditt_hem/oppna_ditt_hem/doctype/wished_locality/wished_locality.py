from frappe.model.document import Document


class WishedLocality(Document):
	pass
