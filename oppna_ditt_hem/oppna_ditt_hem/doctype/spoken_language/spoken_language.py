from oppna_ditt_hem.permissions.child_rows import CaseRow


class SpokenLanguage(CaseRow):
	pass
