"""The private page that tells a household how its case goes; see `portal.seeking.status`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import seeking
from oppna_ditt_hem.portal.seeking import status

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	seeking.show(context, N_("How it goes"), status.build, status.act)
