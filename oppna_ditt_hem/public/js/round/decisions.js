// Asking for a reason, and telling what became of each of several decisions.

import { esc, form_link } from "./parts";

// Resolves with { reason, comment }; a closed dialog never does.
export function ask_drop(count) {
	return new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title: count === 1 ? __("Drop the proposal") : __("Drop {0} proposals", [count]),
			fields: [
				{
					fieldname: "reason",
					fieldtype: "Link",
					options: "Reason Code",
					label: __("Why"),
					reqd: 1,
					only_select: 1,
					get_query: () => oppna_ditt_hem.reasons_query("Proposal Dropped"),
				},
				{ fieldname: "comment", fieldtype: "Small Text", label: __("More about it") },
			],
			primary_action_label: __("Drop"),
			primary_action(values) {
				dialog.hide();
				resolve(values);
			},
		});
		dialog.show();
	});
}

// titles: a proposal's name -> what it is called.
export function tell_report({ done, refused }, titles) {
	if (!refused.length) {
		const placements = done.filter((one) => one.placement).map((one) => form_link("Placement", one.placement));
		const message = placements.length
			? __("Proposed as {0}. Nothing is reserved until the home is offered.", [placements.join(", ")])
			: __("Dropped: {0}", [done.length]);
		return frappe.show_alert({ message, indicator: "green" }, 10);
	}
	frappe.msgprint({
		title: __("Not everything could be done"),
		indicator: "orange",
		message: `${done.length ? `<p>${__("Done: {0}", [done.length])}</p>` : ""}
			<ul class="odh-report">${refused.map((one) => refused_html(one, titles)).join("")}</ul>`,
	});
}

function refused_html(one, titles) {
	return `<li><b>${esc(titles[one.proposal] || one.proposal)}</b><br>${esc(one.reason)}</li>`;
}
