from frappe.model.document import Document


class PlacementCheck(Document):
	"""One follow-up after moving in; both sides are asked separately."""
