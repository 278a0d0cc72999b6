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
	frm.dashboard.add_progress(__("Booked amount"), bar, message);
}

function add_buttons(frm) {
	if (["Granted", "Running"].includes(frm.doc.stage) && frappe.model.can_create("Grant Entry")) {
		frm.add_custom_button(__("Book a cost"), () => frappe.new_doc("Grant Entry", { grant: frm.doc.name }));
	}
	if (["Running", "Final Report"].includes(frm.doc.stage) && frappe.model.can_create("Grant Report")) {
		const report_kind = frm.doc.stage === "Running" ? "Interim" : "Final";
		frm.add_custom_button(__("Make a report"), () => frappe.new_doc("Grant Report", { grant: frm.doc.name, report_kind }));
	}
	add_lowering_button(frm);
}

// The funder lowers a grant below what is booked: a manager approves the amount, and the economist writes it.
function add_lowering_button(frm) {
	const may = frappe.user_roles.includes("Housing Manager") && frm.doc.owner !== frappe.session.user;
	if (!may || !frm.doc.booked || !["Granted", "Running", "Final Report"].includes(frm.doc.stage)) return;
	const fields = [
		{ fieldname: "amount", fieldtype: "Currency", label: __("Approved lower amount"), reqd: 1 },
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Why it is lowered"), reqd: 1 },
	];
	const approve = async (values) => {
		await frm.call("approve_lower_amount", values);
		frm.reload_doc();
	};
	const title = __("Lower than the {0} that is booked", [oppna_ditt_hem.money(frm.doc.booked)]);
	frm.add_custom_button(__("Approve a lower amount"), () => frappe.prompt(fields, approve, title, __("Approve")));
}

function next_for_grant(doc) {
	const both_signed = doc.__onload?.accounts_signed;
	return (
		{
			Draft: { text: __("Economist: fill in the application and send it."), stage: "Applied" },
			Applied: { text: __("The funder decides. Economist: record the decision when it comes."), stage: "Granted" },
			Granted: { text: __("Economist: fill in the budget lines and start the grant."), stage: "Running" },
			Running: { text: __("Everybody: book costs, hours and mileage. Economist: start the final report when the period is over."), color: "green" },
			"Final Report": both_signed
				? { text: __("Both have signed. Send the report."), color: "green" }
				: { text: __("Make the final report. The economist and the manager sign it, one person each."), color: "orange" },
			Reported: { text: __("The funder checks the report. Economist: record the approval or the reclaim.") },
			Approved: { text: __("The report is approved. Economist: close the grant."), color: "green" },
			Reclaimed: { text: __("Economist: pay back by {0}, then close the grant.", [frappe.datetime.str_to_user(doc.reclaim_due_on || "")]), color: "red" },
			Refused: { text: __("The application was refused. Economist: close the grant."), color: "yellow" },
			Closed: { text: __("The grant is closed."), color: "yellow" },
		}[doc.stage] || {}
	);
}
