// The line on top of a form: what happens next, who has the ball, and what is still empty.

import { df_of, missing } from "./stage_fields";

// Show the next step.
//   text: a translated sentence (HTML); color: blue, orange, green, red or yellow
//   stage: the stage the document is to reach next, whose empty fields are listed
export function next_step(frm, { text, color = "blue", stage = null }) {
	// The pill beside the title says it, and in the user's language, which a link field doesn't.
	frm.set_df_property("workflow_state", "hidden", 1);
	if (frm.is_new() || !text) return;
	const left = stage && frm.perm[0]?.write ? missing(frm.doctype, stage, frm.doc) : [];
	// The platform adds each headline to those before.
	frm.dashboard.clear_headline();
	frm.dashboard.set_headline(
		`<div class="odh-next" role="status"><div>${text}</div>${left.length ? still_empty(frm, left) : ""}
			${how_long(frm.doc)}</div>`,
		color
	);
	frm.layout.message
		.find("button[data-fieldname]")
		.on("click", (event) => frm.scroll_to_field(event.currentTarget.dataset.fieldname));
}

function how_long(doc) {
	return doc.stage_since ? `<div class="odh-how-long">${days_in_stage(doc.stage_since)}</div>` : "";
}

// Whole days of the calendar, as people count them.
export function days_since(since) {
	return frappe.datetime.get_day_diff(frappe.datetime.system_datetime().slice(0, 10), since.slice(0, 10));
}

function days_in_stage(since) {
	const days = days_since(since);
	if (days < 1) return __("In this stage since today");
	return days === 1 ? __("In this stage for 1 day") : __("In this stage for {0} days", [days]);
}

function still_empty(frm, left) {
	const buttons = left.map((spec) => {
		const label = __(df_of(frm.doctype, spec.fieldname).label, null, frm.doctype);
		return `<button type="button" class="btn btn-xs btn-default" data-fieldname="${spec.fieldname}">
			${frappe.utils.escape_html(label)}</button>`;
	});
	return `<div class="odh-missing"><span>${__("Still to fill in:")}</span> ${buttons.join(" ")}</div>`;
}

// "in 3 days", "in 5 hours" or "overdue", for a server time.
export function time_left(until) {
	const hours = frappe.datetime.get_minute_diff(until, frappe.datetime.system_datetime()) / 60;
	if (hours < 0) return __("overdue");
	if (hours < 48) return __("{0} hours left", [Math.floor(hours)]);
	return __("{0} days left", [Math.floor(hours / 24)]);
}

// A button that leads somewhere only in some stages: otherwise it says why not, and what to do.
export function add_search_button(frm, label, { open, hint, run }) {
	const $button = frm.add_custom_button(label, () =>
		open ? run() : frappe.msgprint({ title: label, message: hint, indicator: "blue" })
	);
	if (open) $button?.removeClass("btn-default").addClass("btn-primary");
	else $button?.addClass("text-muted").attr("title", strip_html(hint));
}
