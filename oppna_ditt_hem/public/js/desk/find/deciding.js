// What an officer decides about a pair in the search: propose it, note why not, or bring it back.

export function ask_from_date(card, run, done) {
	const dialog = new frappe.ui.Dialog({
		title: __("Propose {0}", [card.title]),
		fields: [
			{
				fieldname: "from_date",
				fieldtype: "Date",
				label: __("From"),
				reqd: 1,
				default: card.from_date || frappe.datetime.get_today(),
				description: __("The first day on which both can. Nothing is reserved until the home is offered."),
			},
		],
		primary_action_label: __("Propose"),
		primary_action: async ({ from_date }) => {
			const args = { applicant: card.applicant, listing: card.listing, from_date, matching_run: run };
			const answer = await sent(dialog, "oppna_ditt_hem.brokerage.propose", args);
			if (answer) done(answer.placement);
		},
	});
	dialog.show();
}

export function ask_why_not(card, run, done) {
	const dialog = new frappe.ui.Dialog({
		title: __("Why not {0}?", [card.title]),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Link",
				options: "Reason Code",
				label: __("Reason"),
				reqd: 1,
				only_select: 1,
				get_query: () => oppna_ditt_hem.reasons_query(["Proposal Dropped"]),
			},
			{
				fieldname: "note",
				fieldtype: "Small Text",
				label: __("In your own words"),
				description: __("Read by your colleagues. The pair is shown last from now on, and can be brought back."),
			},
		],
		primary_action_label: __("Pass over"),
		primary_action: async ({ reason, note }) => {
			const args = { applicant: card.applicant, listing: card.listing, reason, note, matching_run: run };
			const passed = await sent(dialog, "oppna_ditt_hem.passing_over.pass_over", args);
			if (passed) done(passed);
		},
	});
	dialog.show();
}

export async function bring_back(card, done) {
	const { applicant, listing } = card;
	await frappe.xcall("oppna_ditt_hem.passing_over.bring_back", { applicant, listing });
	frappe.show_alert({ message: __("{0} can be proposed again.", [frappe.utils.escape_html(card.title)]), indicator: "green" });
	done();
}

/** The answer, or nothing where the server refused: the platform has shown why, and it can be sent again. */
async function sent(dialog, method, args) {
	dialog.disable_primary_action();
	try {
		const answer = await frappe.xcall(method, args);
		dialog.hide();
		return answer;
	} catch {
		dialog.enable_primary_action();
	}
}
