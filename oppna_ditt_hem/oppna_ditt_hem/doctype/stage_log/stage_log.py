from frappe.model.document import Document


class StageLog(Document):
	"""One change of stage of a case; written by `stage_log` in the transaction of the change."""
