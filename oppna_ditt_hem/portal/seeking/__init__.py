"""A household, or somebody who helps it, says that it needs a home: three short steps, and a private page that tells how it goes.

Nothing is stored until the last step is sent: what has been answered so far travels with the form.
"""

from collections.abc import Callable

from oppna_ditt_hem.agreements.household_words import UNCHECKED
from oppna_ditt_hem.portal import language, page

DOOR = "/sok-bostad"


def show(context, title: str, build: Callable[[], dict], act: Callable[[dict], dict]) -> None:
	"""`page.show` for a page that a household opens: for everybody, in seven languages, without the landlords' menu."""
	context.update({"bare": True, "home": DOOR, "unchecked": UNCHECKED, "referrer": "no-referrer"})
	page.show(context, title, build, act, guests=True, spoken=language.BY_HOUSEHOLDS)
