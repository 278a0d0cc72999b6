"""What is kept about a landlord; see `portal.own_data`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import own_data, page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("My details"), own_data.build, own_data.act)
