from frappe.model.document import Document


class GrantReportDate(Document):
	pass
