# When a home is approved: the households that fit it best, told to whoever approves.
#
# To use it: have server scripts enabled on the bench, then untick "Disabled" here. The search is kept as a Matching
# Run. A search that is refused is told as well, and the home is approved all the same.

SHOWN = 3

before = doc.get_doc_before_save()
if doc.stage == "Approved" and before and before.stage != "Approved":
	try:
		found = frappe.call("oppna_ditt_hem.brokerage.find_households", listing=doc.name, limit=SHOWN)
	except (frappe.ValidationError, frappe.PermissionError):
		found = None
	if found and found["cards"]:
		best = ", ".join([frappe.utils.escape_html(card["title"]) for card in found["cards"]])
		frappe.msgprint(_("Households that fit this home best: {0}.").replace("{0}", best))
	elif found:
		frappe.msgprint(_("No household fits this home today."))
