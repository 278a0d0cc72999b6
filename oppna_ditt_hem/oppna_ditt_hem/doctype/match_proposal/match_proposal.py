from frappe.model.document import Document


class MatchProposal(Document):
	pass
