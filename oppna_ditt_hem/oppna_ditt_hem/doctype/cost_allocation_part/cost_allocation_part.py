from frappe.model.document import Document


class CostAllocationPart(Document):
	pass
