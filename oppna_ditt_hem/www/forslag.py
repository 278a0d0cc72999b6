"""One household for one home: the question, and the stay that comes of a yes; see `portal.proposals`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import page, proposals

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("A household for your home"), proposals.build, proposals.act)
