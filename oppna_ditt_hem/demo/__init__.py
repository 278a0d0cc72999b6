"""Vansbro: one data set for demonstration, tests, pictures and benchmarks.

	bench --site SITE execute oppna_ditt_hem.demo.load
	bench --site SITE execute oppna_ditt_hem.demo.remove

`story` and the spreadsheets need no site; what needs Frappe is imported when it is called.
"""

from datetime import date

# Known to everybody who reads this file: for sites that hold nothing but the demo.
PASSWORD = "Vansbro-demo-2016"


def load(anchor: date | str | None = None, force: bool = False) -> None:
	"""Load the story on the current site; a second run changes nothing.

	Args:
		anchor: the day that counts as the story's today (ISO date); default today. The workflows run
			on the machine's clock, so another day than today is for a frozen clock.
		force: load also on a site that holds other households or listings.

	Raises:
		DemoSiteError: the site holds real cases and `force` is not set.
	"""
	from oppna_ditt_hem.demo.loading import load_story

	load_story(anchor, force)


def remove(force: bool = False) -> None:
	"""Delete exactly what `load` made, and what the platform keeps about it.

	Args:
		force: also delete the cases that people have made on top of the demo since.

	Raises:
		DemoInUseError: other documents point at the demo's, and `force` is not set.
	"""
	from oppna_ditt_hem.demo.removal import remove_story

	remove_story(force)


def logins() -> list[dict]:
	"""One entry for each demo user: role, Swedish label, user (e-mail), password."""
	from oppna_ditt_hem.demo import story

	return [
		{"role": row["role"], "label": row["label"], "user": row["email"], "password": PASSWORD}
		for row in story.records("users")
	]
