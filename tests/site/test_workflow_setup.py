"""The administrator's workflows: what is refused at saving, and that nobody takes an edited one away."""

import frappe
import pytest
from factories import MANAGER, OFFICER, acting_as, filling, make, make_user
from frappe.model.workflow import apply_workflow

from oppna_ditt_hem import install
from oppna_ditt_hem.patches import close_from_inspection
from oppna_ditt_hem.refusals import WorkflowUnfitError
from oppna_ditt_hem.setup import workflows
from oppna_ditt_hem.stages import NEEDED_STAGES, STAGES

ADMINISTRATOR = "Housing Administrator"
WAITING = "Waiting for fire inspection"


def listing_workflow():
	return frappe.get_doc("Workflow", "Listing")


def add_fire_inspection() -> None:
	"""Put a state of the administrator's own between Submitted and Inspection."""
	frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": WAITING}).insert()
	frappe.get_doc(
		{"doctype": "Workflow Action Master", "workflow_action_name": "Call the fire service"}
	).insert()
	workflow = listing_workflow()
	workflow.append(
		"states",
		{
			"state": WAITING,
			"doc_status": "0",
			"allow_edit": OFFICER,
			"update_field": "stage",
			"update_value": "Inspection",
		},
	)
	for state, action, following in (
		("Submitted", "Call the fire service", WAITING),
		(WAITING, "Start inspection", "Inspection"),
	):
		workflow.append(
			"transitions", {"state": state, "action": action, "next_state": following, "allowed": OFFICER}
		)
	workflow.save()


def test_every_stage_code_needs_is_a_stage():
	assert all(set(NEEDED_STAGES[doctype]) <= set(STAGES[doctype]) for doctype in STAGES)


def test_the_select_of_every_document_lists_just_the_stages():
	for doctype, stages in STAGES.items():
		assert tuple(frappe.get_meta(doctype).get_field("stage").options.split("\n")) == stages


def test_an_administrator_adds_a_state_and_an_officer_takes_a_listing_through_it():
	with acting_as(make_user(ADMINISTRATOR)):
		add_fire_inspection()
	listing = make.listing("Submitted")
	with acting_as(make_user(OFFICER)):
		listing = apply_workflow(listing, "Call the fire service")
		assert (listing.workflow_state, listing.stage) == (WAITING, "Inspection")
		listing = apply_workflow(listing, "Start inspection")
		assert (listing.workflow_state, listing.stage) == ("Inspection", "Inspection")


def test_an_edited_workflow_survives_migrate_and_a_second_install():
	with acting_as(make_user(ADMINISTRATOR)):
		add_fire_inspection()
	before = listing_workflow().as_dict()
	install.after_migrate()
	install.after_install()
	assert listing_workflow().as_dict() == before


def test_an_action_is_found_by_its_word_in_the_users_language():
	from frappe.desk.search import search_link

	frappe.local.lang = "sv"
	found = search_link("Workflow Action Master", "påbörja besiktning")
	assert [row["value"] for row in found] == ["Start inspection"]


def test_a_workflow_under_another_name_is_not_doubled():
	frappe.rename_doc("Workflow", "Listing", "Bostäder", force=True)
	workflows.create()
	assert frappe.get_all("Workflow", {"document_type": "Listing"}, pluck="name") == ["Bostäder"]


def drop_the_stage(workflow) -> None:
	workflow.states[0].update_value = None


def name_another_field(workflow) -> None:
	workflow.states[-1].update_field = "availability"


def name_an_unknown_stage(workflow) -> None:
	workflow.states[-1].update_value = "Lost"


def cut_the_way_to_approved(workflow) -> None:
	workflow.transitions = [row for row in workflow.transitions if row.next_state != "Approved"]


def give_one_state_two_stages(workflow) -> None:
	workflow.states[1].update_value = "Submitted"


def begin_elsewhere(workflow) -> None:
	for row in workflow.states:
		if row.state == "Draft":
			row.update_value = "Returned"


def switch_off(workflow) -> None:
	workflow.is_active = 0


def keep_the_state_elsewhere(workflow) -> None:
	workflow.workflow_state_field = "availability"


def submit_in_a_state(workflow) -> None:
	workflow.transitions = [row for row in workflow.transitions if row.state != "Closed"]
	workflow.states[-1].doc_status = "1"


UNFIT = [
	(drop_the_stage, "Draft"),
	(name_another_field, "Closed"),
	(name_an_unknown_stage, "Closed"),
	(cut_the_way_to_approved, "Approved"),
	(give_one_state_two_stages, "Draft"),
	(begin_elsewhere, "Draft"),
	(switch_off, "Listing"),
	(keep_the_state_elsewhere, "workflow_state"),
	(submit_in_a_state, "Closed"),
]


@pytest.mark.parametrize(("damage", "named"), UNFIT, ids=lambda value: getattr(value, "__name__", value))
def test_a_workflow_the_code_could_not_live_with_is_refused(damage, named):
	workflow = listing_workflow()
	damage(workflow)
	with acting_as(make_user(ADMINISTRATOR)), pytest.raises(WorkflowUnfitError, match=named):
		workflow.save()


def test_the_last_active_workflow_is_not_deleted():
	with pytest.raises(WorkflowUnfitError):
		frappe.delete_doc("Workflow", "Listing")


def test_a_workflow_of_another_app_passes_untouched():
	workflow = frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": "Notes",
			"document_type": "Note",
			"workflow_state_field": "workflow_state",
			"states": [{"state": "Draft", "doc_status": "0", "allow_edit": "System Manager"}],
		}
	)
	workflows.validate(workflow)


def test_a_shortcut_of_the_administrator_skips_no_rule():
	workflow = listing_workflow()
	workflow.append(
		"transitions", {"state": "Draft", "action": "Approve", "next_state": "Approved", "allowed": MANAGER}
	)
	workflow.save()
	listing = make.listing("Draft", tenure="")
	listing.update(filling("Listing", "Approved"))
	listing.save()
	with acting_as(make_user(MANAGER)), pytest.raises(frappe.ValidationError, match="Tenure"):
		apply_workflow(frappe.get_doc("Listing", listing.name), "Approve")


def test_a_workflow_from_before_gets_the_step_out_of_the_inspection_and_no_second_one():
	with acting_as(make_user(ADMINISTRATOR)):
		add_fire_inspection()
	workflow = listing_workflow()
	seeded = len(workflow.transitions)
	workflow.transitions = [row for row in workflow.transitions if not closes_inspection(row)]
	workflow.save()
	for _time in range(2):
		close_from_inspection.execute()
	rows = [row for row in listing_workflow().transitions if row.next_state == "Closed"]
	for state in ("Inspection", WAITING):
		assert {row.allowed for row in rows if row.state == state} == {OFFICER, MANAGER, "Landlord"}
	assert len(listing_workflow().transitions) == seeded + 3


def closes_inspection(row) -> bool:
	return (row.state, row.next_state) == ("Inspection", "Closed")
