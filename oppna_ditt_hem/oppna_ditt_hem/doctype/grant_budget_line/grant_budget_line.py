from frappe.model.document import Document


class GrantBudgetLine(Document):
	pass
