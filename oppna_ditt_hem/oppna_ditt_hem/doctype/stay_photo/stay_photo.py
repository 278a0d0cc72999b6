from oppna_ditt_hem.permissions.child_rows import CaseRow


class StayPhoto(CaseRow):
	"""One picture of the home's condition, taken when the household moved in or out."""
