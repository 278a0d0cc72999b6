"""Parts of the Vansbro story, loaded for one browser test."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from oppna_ditt_hem.demo import acting, loading, story
from oppna_ditt_hem.demo.registry import Registry


@contextmanager
def first_day() -> Iterator[loading.Loader]:
	"""Vansbro on its first day: places and staff are there. What the block loads besides is committed with them."""
	with loading.quietly(), acting.own_session():
		loader = loading.Loader(Registry(), story.anchor_day(None))
		acting.act_as("Administrator")
		loader.masters()
		loader.settings()
		yield loader
	frappe.db.commit()
