from oppna_ditt_hem.permissions.child_rows import CaseRow


class PlacementCheck(CaseRow):
	"""One follow-up after moving in; both sides are asked separately."""
