from frappe.model.document import Document


class Locality(Document):
	pass
