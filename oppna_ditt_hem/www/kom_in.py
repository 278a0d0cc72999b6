"""Where landlords get in, by a link in a letter; see `portal.entrance`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import entrance, page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("Log in"), entrance.build, entrance.act, guests=True)
