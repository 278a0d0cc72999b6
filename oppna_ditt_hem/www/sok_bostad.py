"""Where a household, or somebody who helps it, says that it needs a home; see `portal.seeking`."""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import seeking
from oppna_ditt_hem.portal.seeking import form

no_cache = 1
sitemap = 1


def get_context(context) -> None:
	seeking.show(context, N_("Tell us that you need a home"), form.build, form.act)
	context.update({"indexable": context.get("view") == "step" and not context.get("carried"), **form.head()})
