from oppna_ditt_hem.permissions.child_rows import LanguageRow


class HouseholdMember(LanguageRow):
	pass
