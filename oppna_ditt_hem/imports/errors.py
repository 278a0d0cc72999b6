"""Why a list is refused as a whole. What is wrong with one of its rows is a fault, not an error."""

import frappe


class UnreadableListError(frappe.ValidationError):
	"""No row can be read from the file, or there are too many."""


class ListGoneError(frappe.ValidationError):
	"""The list isn't kept any longer, was somebody else's, or hasn't come as far as this step needs."""


class NoGoodRowsError(frappe.ValidationError):
	"""There is nothing to import."""


class RowsAtFaultError(frappe.ValidationError):
	"""Some row is at fault and the officer wants all of them or none, or a row broke while importing."""


class ImportBusyError(frappe.ValidationError):
	"""Another list is being imported at this moment."""


class NoWorkerError(frappe.ValidationError):
	"""The list is long, and no background worker is there to take it."""


class RawSheetError(frappe.ValidationError):
	"""A file on the platform's own import page holds values that it would misread."""
