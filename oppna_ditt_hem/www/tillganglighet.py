"""The accessibility statement, with a form for what doesn't work; see `portal.accessibility`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import accessibility, page

no_cache = 1
sitemap = 1


def get_context(context) -> None:
	page.show(context, N_("Accessibility statement"), accessibility.build, accessibility.act, guests=True)
