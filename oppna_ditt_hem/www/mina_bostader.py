"""A landlord's homes and how each stands; see `portal.homes`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import homes, page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("My homes"), homes.build, homes.act)
