"""Which field a refusal of the platform or of a controller is about, and what it says in plain text."""

import html
import re

import frappe
from frappe import _
from frappe.utils import strip_html

BOLD = re.compile(r"<(?:strong|b)>(.*?)</(?:strong|b)>", re.DOTALL)


def explain(error: Exception, doc) -> tuple[str, str]:
	"""Field and reason. The field is empty where the refusal is about the row as a whole."""
	if isinstance(error, frappe.MandatoryError):
		missing = str(error).rsplit(": ", 1)[-1].split(", ")
		labels = ", ".join(_(doc.meta.get_label(name)) for name in missing)
		return missing[0], _("Fill in {0}.").format(labels)
	message = str(error) or type(error).__name__
	return field_in(message, doc), plain(message)


def plain(message: str) -> str:
	return html.unescape(strip_html(message)).strip()


def field_in(message: str, doc) -> str:
	"""The field whose label, or else whose value, the message shows in bold or names before a colon."""
	fields = {_(df.label): df.fieldname for df in doc.meta.fields if df.label and df.fieldname}
	marked = [plain(text) for text in BOLD.findall(message)]
	marked += re.findall(r"([^\W\d][\w '-]*): ", plain(message))
	for text in marked:
		for label in (text, text.removeprefix(_("Could not find {0}").format("")).strip()):
			if label in fields:
				return fields[label]
	for fieldname in fields.values():
		if isinstance(doc.get(fieldname), str) and doc.get(fieldname) in marked:
			return fieldname
	return ""
