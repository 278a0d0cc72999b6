"""The rows that a report counts for its reader are those of the reader's list."""

import frappe
import pytest
from factories import CLEARED, MANAGER, OFFICER, acting_as, make

from oppna_ditt_hem.reporting import readable, seen

PLACE = "50 % skog"
REPORTED = ("Listing", "Applicant", "Placement", "Stage Log", "Grant", "Grant Entry")


def counted(doctype: str) -> list[str]:
	"""The names that `seen` and `readable` let through, which are the same."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).orderby(table.name)
	names = query.where(seen(table)).run(pluck=True)
	assert query.where(table.name.isin(readable(doctype))).run(pluck=True) == names
	return names


def listed(doctype: str) -> list[str]:
	return frappe.get_list(doctype, pluck="name", order_by="name", limit=0)


@pytest.fixture
def cases():
	make.locality(PLACE)
	near = make.listing("Approved", locality=PLACE)
	make.placement("Offered", listing=near)
	make.placement("Offered", applicant=make.applicant("Seeking", protection="Sekretessmarkering"))
	make.grant_entry()
	return near.name


@pytest.mark.parametrize("role", [OFFICER, MANAGER, "Auditor", CLEARED])
def test_every_reader_counts_what_their_list_shows(cases, role):
	with acting_as(make.user(role)):
		for doctype in REPORTED:
			if frappe.has_permission(doctype, "read"):
				assert counted(doctype) == listed(doctype), doctype
	assert len(counted("Applicant")) == 2


def test_who_is_kept_to_a_locality_counts_there_alone_whatever_its_name_holds(cases):
	limited = make.user(OFFICER)
	rule = {"doctype": "User Permission", "user": limited, "allow": "Locality", "for_value": PLACE}
	frappe.get_doc(rule).insert()
	with acting_as(limited):
		assert counted("Listing") == listed("Listing") == [cases]


def test_who_was_shared_one_grant_and_may_read_no_other_counts_that_one():
	own, _other = make.grant(), make.grant()
	handler = make.user("Concern Handler")
	with acting_as(handler), pytest.raises(frappe.PermissionError):
		counted("Grant")
	frappe.share.add("Grant", own.name, handler, read=1)
	with acting_as(handler):
		assert counted("Grant") == listed("Grant") == [own.name]
