frappe.ui.form.on("Grant", {
	refresh(frm) {
		if (frm.is_new()) return;
		oppna_ditt_hem.next_step(frm, next_for_grant(frm.doc));
		show_progress(frm);
		add_buttons(frm);
	},

	before_workflow_action: (frm) => oppna_ditt_hem.ask_before(frm),
});

function show_progress(frm) {
	const { amount, booked, remaining, stage } = frm.doc;
	if (!amount || ["Draft", "Applied", "Refused"].includes(stage)) return;
	const percent = Math.round((100 * booked) / amount);
	const message =
		remaining < 0
			? __("{0} of {1} booked ({2} %), overspent by {3}.", [
					oppna_ditt_hem.money(booked),
					oppna_ditt_hem.money(amount),
					percent,
					oppna_ditt_hem.money(-remaining),
			  ])
			: __("{0} of {1} booked ({2} %), {3} left.", [
					oppna_ditt_hem.money(booked),
					oppna_ditt_hem.money(amount),
					percent,
					oppna_ditt_hem.money(remaining),
			  ]);
	const progress_class = remaining < 0 ? "progress-bar-danger" : "progress-bar-success";
	const bar = [{ title: message, width: `${Math.min(percent, 100)}%`, progress_class }];
	frm.dashboard.add_progress(__("Booked"), bar, message);
}

function add_buttons(frm) {
	if (["Granted", "Running"].includes(frm.doc.stage) && frappe.model.can_create("Grant Entry")) {
		frm.add_custom_button(__("Book a cost"), () => frappe.new_doc("Grant Entry", { grant: frm.doc.name }));
	}
	if (["Running", "Final Report"].includes(frm.doc.stage) && frappe.model.can_create("Grant Report")) {
		const report_kind = frm.doc.stage === "Running" ? "Interim" : "Final";
		frm.add_custom_button(__("Make a report"), () => frappe.new_doc("Grant Report", { grant: frm.doc.name, report_kind }));
	}
}

function next_for_grant(doc) {
	const unsigned = oppna_ditt_hem.unsigned_roles(doc).map((role) => __(role));
	return (
		{
			Draft: { text: __("Economist: fill in the application and send it."), stage: "Applied" },
			Applied: { text: __("The funder decides. Economist: record the decision when it comes."), stage: "Granted" },
			Granted: { text: __("Economist: fill in the budget lines and start the grant."), stage: "Running" },
			Running: { text: __("Everybody: book costs, hours and mileage. Economist: start the final report when the period is over."), color: "green" },
			"Final Report": unsigned.length
				? { text: __("Make the final report. Still to sign it, one person each: {0}.", [unsigned.join(", ").bold()]), color: "orange" }
				: { text: __("Both have signed. Send the report."), color: "green" },
			Reported: { text: __("The funder checks the report. Economist: record the approval or the reclaim.") },
			Approved: { text: __("The report is approved. Economist: close the grant."), color: "green" },
			Reclaimed: { text: __("Economist: pay back by {0}, then close the grant.", [frappe.datetime.str_to_user(doc.reclaim_due_on || "")]), color: "red" },
			Refused: { text: __("The application was refused. Economist: close the grant."), color: "yellow" },
			Closed: { text: __("The grant is closed."), color: "yellow" },
		}[doc.stage] || {}
	);
}
