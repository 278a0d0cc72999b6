// Here and not when the list is loaded: a board loads no list.
oppna_ditt_hem.show_days_in_stage("Applicant");

frappe.listview_settings["Applicant"] = {
	hide_name_column: true,
	add_fields: ["stage", "stage_since", "household_size", "must_receive_by", "duplicate_of", "duplicate_cleared"],
	formatters: {
		must_receive_by: (value, df, doc) =>
			doc.stage === "Closed" ? frappe.datetime.str_to_user(value || "") : oppna_ditt_hem.near_day(value, 30),
	},
	onload(listview) {
		oppna_ditt_hem.add_views(listview, [
			{ label: __("New households"), filters: [["stage", "in", ["New", "Assessment"]]] },
			{ label: __("Registered by themselves"), filters: [["registered_through", "=", "Portal"], ["stage", "=", "New"]] },
			{ label: __("Seeking a home"), filters: [["stage", "=", "Seeking"]] },
			{
				label: __("Must be received soon"),
				filters: [
					["stage", "!=", "Closed"],
					["must_receive_by", "<=", frappe.datetime.add_days(frappe.datetime.get_today(), 30)],
				],
			},
			{ label: __("Possible duplicates"), filters: [["duplicate_of", "is", "set"], ["duplicate_cleared", "=", 0]] },
		]);
		oppna_ditt_hem.add_import(listview);
	},
};
