frappe.ui.form.on("Applicant", {
	setup(frm) {
		// The platform would fill it with the language of whoever adds the row.
		frappe.meta.get_docfield("Household Member", "language").no_default = 1;
		["dormant_reason", "close_outcome"].forEach((fieldname) => {
			const stage = fieldname === "dormant_reason" ? "Applicant Dormant" : "Applicant Closed";
			frm.set_df_property(fieldname, "link_filters", null);
			frm.set_query(fieldname, () => oppna_ditt_hem.reasons_query(stage));
		});
	},

	refresh(frm) {
		if (frm.is_new()) return;
		const { text, stage, color } = next_for_applicant(frm.doc);
		oppna_ditt_hem.next_step(frm, { text, stage, color });
		add_find_homes(frm);
		oppna_ditt_hem.add_status_link(frm);
	},

	before_workflow_action: (frm) => oppna_ditt_hem.ask_before(frm),
});

function add_find_homes(frm) {
	if (!frappe.model.can_create("Placement")) return;
	oppna_ditt_hem.add_search_button(frm, __("Find homes"), {
		open: frm.doc.stage === "Seeking" && !frm.is_dirty(),
		hint: frm.is_dirty()
			? __("Save the household first.")
			: __("Homes are sought for a household that is {0}. This one is {1}.", [
					__("Seeking").bold(),
					__(frm.doc.stage).bold(),
			  ]),
		run: () => new oppna_ditt_hem.MatchSearch("Applicant", frm.doc.name, frm.doc.title),
	});
}

function next_for_applicant(doc) {
	if (doc.duplicate_of && !doc.duplicate_cleared) {
		return {
			text: __(
				"This household may be registered already as {0}. Compare them, then close one or tick {1}.",
				[
					`<a href="${frappe.utils.get_form_link("Applicant", doc.duplicate_of)}">${doc.duplicate_of}</a>`,
					__("Not a duplicate", null, "Applicant").bold(),
				]
			),
			color: "orange",
			stage: "Ready",
		};
	}
	return (
		{
			New: { text: __("You: talk to the household and start the assessment.") },
			Assessment: {
				text: __("You: fill in the household, its permits and its needs, then make it ready."),
				stage: "Ready",
			},
			Ready: { text: __("You: start the search for a home."), stage: "Seeking" },
			Seeking: { text: __("You: find homes, and propose one.") },
			Dormant: {
				text: doc.dormant_until
					? __("The search is paused until {0}.", [frappe.datetime.str_to_user(doc.dormant_until)])
					: __("The search is paused."),
				color: "yellow",
			},
			Closed: { text: __("The case is closed. A manager can reopen it."), color: "yellow" },
		}[doc.stage] || {}
	);
}
