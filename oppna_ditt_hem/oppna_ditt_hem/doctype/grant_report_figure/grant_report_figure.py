from frappe.model.document import Document


class GrantReportFigure(Document):
	pass
