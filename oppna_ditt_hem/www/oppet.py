"""The municipality's work in figures, for anybody; see `portal.open_figures`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import open_figures, page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("Homes and households in figures"), open_figures.build, guests=True)
