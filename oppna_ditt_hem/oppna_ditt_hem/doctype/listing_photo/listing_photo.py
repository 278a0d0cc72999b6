from oppna_ditt_hem.permissions.child_rows import CaseRow


class ListingPhoto(CaseRow):
	pass
