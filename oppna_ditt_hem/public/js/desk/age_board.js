// The boards by stage: how long each case has stood there, and nothing that looks like a step and is none.

import { days_since } from "./next_step";

const STAGED = ["Listing", "Applicant", "Placement", "Grant"];

// "4 days (2026-11-22)", on cards and in lists; what matters first, since a card cuts its lines.
export function show_days_in_stage(doctype) {
	const df = frappe.meta.docfield_map[doctype]?.stage_since;
	if (df) df.formatter = (value) => (value ? told(value) : "");
}

function told(since) {
	const days = days_since(since);
	const long = days < 1 ? __("today") : days === 1 ? __("1 day") : __("{0} days", [days]);
	return `${long} (${frappe.datetime.str_to_user(since.slice(0, 10))})`;
}

// The stage follows the workflow, whose steps ask for more than a card in another column says: a card that is dragged
// would only spring back.
export function keep_cards_in_place() {
	["pointerdown", "mousedown", "touchstart"].forEach((event) =>
		document.addEventListener(event, stay, { capture: true, passive: true })
	);
}

function stay(event) {
	const by_stage = window.cur_list?.board?.field_name === "stage" && STAGED.includes(cur_list.doctype);
	if (by_stage && event.target.closest?.(".kanban-card")) event.stopPropagation();
}
