# Underscored, because the platform takes every other name in this file for a hook.
from oppna_ditt_hem import imports as _imports
from oppna_ditt_hem import permissions as _permissions

app_name = "oppna_ditt_hem"
app_title = "Öppna ditt hem"
app_publisher = "The Öppna ditt hem developers"
app_description = "Municipal brokerage of homes to newly arrived people"
app_email = "oppna-ditt-hem@vansbro.example"
app_license = "EUPL-1.2"

# Typed fields are written into the controllers when a DocType is saved in developer mode.
export_python_type_annotations = True
require_type_annotated_api_methods = True

app_include_js = "housing_desk.bundle.js"
app_include_css = ["housing_desk.bundle.css", "match_search.bundle.css"]
extend_bootinfo = "oppna_ditt_hem.start_page.extend_bootinfo"

before_install = "oppna_ditt_hem.install.before_install"
after_install = "oppna_ditt_hem.install.after_install"
after_migrate = "oppna_ditt_hem.install.after_migrate"
before_uninstall = "oppna_ditt_hem.uninstall.before_uninstall"
after_uninstall = "oppna_ditt_hem.uninstall.after_uninstall"

permission_query_conditions = _permissions.QUERY_CONDITIONS
has_permission = _permissions.HAS_PERMISSION
override_doctype_class = _permissions.OVERRIDE_DOCTYPE_CLASS
override_whitelisted_methods = {
	**_permissions.OVERRIDE_WHITELISTED_METHODS,
	**_imports.OVERRIDE_WHITELISTED_METHODS,
	"frappe.model.workflow.apply_workflow": "oppna_ditt_hem.stages.apply_workflow",
	"frappe.model.workflow.bulk_workflow_approval": "oppna_ditt_hem.several_at_once.bulk_workflow_approval",
	"frappe.model.workflow.get_common_transition_actions": "oppna_ditt_hem.several_at_once.get_common_transition_actions",
	"frappe.core.doctype.user.user.reset_password": "oppna_ditt_hem.portal.platforms_login.reset_password",
	"frappe.core.doctype.user.user.sign_up": "oppna_ditt_hem.portal.platforms_login.sign_up",
	"frappe.www.login.send_login_link": "oppna_ditt_hem.portal.platforms_login.send_login_link",
	"frappe.integrations.oauth2_logins.custom": "oppna_ditt_hem.portal.sign_in.custom",
}
auth_hooks = _permissions.AUTH_HOOKS

doc_events = {
	**_permissions.DOC_EVENTS,
	# The platform joins a tuple's events with those of each DocType.
	("Listing", "Applicant", "Placement", "Grant"): {
		"on_update": "oppna_ditt_hem.stage_log.keep",
		"on_trash": ["oppna_ditt_hem.stage_log.forget", "oppna_ditt_hem.answering.links.forget"],
	},
	("Applicant",): {"on_update": "oppna_ditt_hem.answering.links.close_where_protected"},
	"Communication": {
		"before_insert": "oppna_ditt_hem.messages.refuse_about_protected",
		"after_insert": "oppna_ditt_hem.messages.settle",
	},
	"Workflow": {
		"validate": "oppna_ditt_hem.setup.workflows.validate",
		"on_trash": "oppna_ditt_hem.setup.workflows.refuse_removal",
	},
	("Custom Field", "Property Setter"): {"validate": "oppna_ditt_hem.no_fee.refuse_field"},
	"Social Login Key": {"validate": "oppna_ditt_hem.portal.sign_in.validate_key"},
	"Data Import": {"validate": "oppna_ditt_hem.imports.guard.validate"},
}

ignore_links_on_delete = ["Stage Log", "Answer Link"]

# What the print formats read; see `agreements` and `summaries`.
jinja = {
	"methods": [
		"oppna_ditt_hem.agreements.papers.placement_paper",
		"oppna_ditt_hem.agreements.cost_paper.cost_paper",
		"oppna_ditt_hem.grants.paper.grant_report_paper",
		"oppna_ditt_hem.summaries.grant_summary",
		"oppna_ditt_hem.summaries.listing_card",
		"oppna_ditt_hem.summaries.placement_summary",
	]
}

after_request = ["oppna_ditt_hem.portal.page.keep_out_of_caches"]

# A form whose token is that of an earlier login: what was typed is not lost.
page_renderer = ["oppna_ditt_hem.portal.kept.OldToken"]

# Where a landlord lands who has logged in with a password.
role_home_page = {"Landlord": "mina-bostader"}

scheduler_events = {
	"hourly": ["oppna_ditt_hem.rounds.life.bury_dead"],
	# A backlog of thousands takes longer than the five minutes of the short queue.
	"hourly_long": [
		"oppna_ditt_hem.due.offers.expire",
		"oppna_ditt_hem.due.offers.remind",
		"oppna_ditt_hem.due.text_messages.send",
	],
	"daily": ["oppna_ditt_hem.holding.recompute_all", "oppna_ditt_hem.rounds.expiry.expire_proposals"],
	"daily_long": [
		"oppna_ditt_hem.due.freshness.run",
		"oppna_ditt_hem.due.grant_reports.run",
		"oppna_ditt_hem.due.stalled.run",
	],
}

before_job = ["oppna_ditt_hem.prepared_reports.speak_as_reader"]

# How far a round has come: clearing the caches must not make it look dead. Links that let somebody in, what has been
# counted, and forms that have begun a draft: whoever saves a setting must neither lock people out nor reset a limit.
persistent_cache_keys = [
	"matching_round",
	"odh-login",
	"odh-sign-in",
	"odh-limit",
	"odh-begun",
	"odh-saved",
	"odh-kept",
]
