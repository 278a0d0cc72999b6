// Here and not when the list is loaded: a board loads no list.
oppna_ditt_hem.show_days_in_stage("Placement");

frappe.listview_settings["Placement"] = {
	hide_name_column: true,
	add_fields: ["stage", "stage_since", "officer", "from_date", "landlord_answer", "household_answer"],
	formatters: {
		offer_deadline(value, df, doc) {
			if (!value) return "";
			const shown = frappe.datetime.str_to_user(value);
			return doc.stage === "Offered" ? `${shown} · ${oppna_ditt_hem.time_left(value)}` : shown;
		},
	},
	onload(listview) {
		oppna_ditt_hem.add_views(listview, [
			{ label: __("To offer"), filters: [["stage", "=", "Proposed"]] },
			{ label: __("Waiting for answers"), filters: [["stage", "=", "Offered"]] },
			{ label: __("On the way in"), filters: [["stage", "in", ["Accepted", "Meeting", "Contract"]]] },
			{ label: __("Living there"), filters: [["stage", "in", ["Moved In", "Notice Given"]]] },
			{ label: __("Mine"), filters: [["officer", "=", frappe.session.user]] },
		]);
	},
};
