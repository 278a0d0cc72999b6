"""The form in which a home is offered; see `portal.offering`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import page
from oppna_ditt_hem.portal.offering import form, sent

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("Offer a home"), form.build, sent.act)
