"""A pair that a person has chosen or passed over, kept as a Match Proposal."""

import frappe


def keep(match, **values):
	"""Keep a pair with its score and the reasons as they are now.

	Args:
		match: the engine's `Match`.
		values: further fields, such as status and who decided.

	Returns the Match Proposal.
	"""
	proposal = frappe.get_doc(
		doctype="Match Proposal",
		applicant=match.household,
		listing=match.listing,
		score=match.score,
		**values,
	)
	proposal.flags.written_by_code = True
	proposal.insert()
	# Nobody may write reasons in a form (permission level 1), so the platform takes them off a new document.
	reasons = frappe.as_json([reason.as_dict() for reason in match.reasons])
	proposal.db_set("reasons", reasons, update_modified=False)
	return proposal
