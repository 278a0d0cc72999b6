from frappe.model.document import Document


class ListingPhoto(Document):
	pass
