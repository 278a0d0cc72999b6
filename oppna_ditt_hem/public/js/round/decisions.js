// Asking for a reason, and telling what became of each of several decisions.

import { API, esc, form_link } from "./parts";

// Resolves with { reason, comment }; a closed dialog never does.
export function ask_drop(names) {
	const one = names.length === 1;
	return new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title: one ? __("Drop the proposal") : __("Drop {0} proposals", [names.length]),
			fields: [
				{ fieldname: "effect", fieldtype: "HTML", hidden: !one },
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
		if (one) tell_effect(dialog.fields_dict.effect.$wrapper, names[0]);
	});
}

// Before a proposal is dropped: who would move in the best round without it.
async function tell_effect($effect, proposal) {
	const $told = $("<div class='odh-effect odh-notice' role='status'></div>")
		.text(__("Working out who would move …"))
		.appendTo($effect);
	try {
		const [lead, ...moves] = await frappe.xcall(`${API}drop_effect`, { proposal });
		const list = moves.map((text) => `<li>${esc(text)}</li>`).join("");
		$told.html(`<p>${esc(lead)}</p>${list ? `<ul>${list}</ul>` : ""}`);
	} catch {
		$told.text(__("Who would move could not be worked out. The message says why."));
	}
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
