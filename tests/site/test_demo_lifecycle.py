"""Loading the demo where it must not be, and breaking off."""

import frappe
import pytest
from site_snapshot import site_contents

from oppna_ditt_hem import demo
from oppna_ditt_hem.demo.loading import DemoSiteError
from oppna_ditt_hem.demo.registry import Registry


def test_a_real_case_keeps_the_demo_out(committed):
	frappe.get_doc({"doctype": "Applicant", "household_name": "Real"}).insert()
	frappe.db.commit()
	with pytest.raises(DemoSiteError, match="1"):
		demo.load()
	assert not frappe.db.exists("User", "handlaggare@vansbro.example")


def test_a_load_that_fails_leaves_nothing(committed, monkeypatch):
	before = site_contents()

	def breaks(registry):
		assert len(registry.names("Placement")) == 14
		raise RuntimeError("stopped on purpose")

	# The last thing that loading does: a commit anywhere before it would show.
	monkeypatch.setattr(Registry, "save", breaks)
	with pytest.raises(RuntimeError, match="on purpose"):
		demo.load()
	assert site_contents() == before
