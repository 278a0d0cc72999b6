"""Words of the platform that get Swedish of our own, where its own misleads whoever works here."""

from oppna_ditt_hem.matching.words import N_

WORDS = (
	N_("State"),  # a workflow's; the platform's Swedish is the one for a county in an address
	N_("{0} Dashboard"),  # a heading that the platform makes of the name alone: "Ekonom Översikt Panel"
	N_("Dashboard"),
)
