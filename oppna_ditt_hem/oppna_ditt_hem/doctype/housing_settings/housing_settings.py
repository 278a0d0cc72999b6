from frappe.model.document import Document


class HousingSettings(Document):
	pass
