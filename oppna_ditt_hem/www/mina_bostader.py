"""A landlord's homes and how each stands; see `portal.homes` and `portal.home_deeds`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import home_deeds, homes, page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("My homes"), homes.build, home_deeds.act)
