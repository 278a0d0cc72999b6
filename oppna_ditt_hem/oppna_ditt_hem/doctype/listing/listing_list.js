// Here and not when the list is loaded: a board loads no list.
oppna_ditt_hem.show_days_in_stage("Listing");

frappe.listview_settings["Listing"] = {
	hide_name_column: true,
	add_fields: ["stage", "stage_since", "locality", "availability", "free_places"],
	formatters: {
		availability: (value) => oppna_ditt_hem.availability_pill(value),
	},
	onload(listview) {
		oppna_ditt_hem.add_views(listview, [
			{ label: __("To review"), filters: [["stage", "=", "Submitted"]] },
			{ label: __("In inspection"), filters: [["stage", "=", "Inspection"]] },
			{
				label: __("Free now"),
				filters: [
					["stage", "=", "Approved"],
					["availability", "in", ["Free", "Partly Free"]],
				],
			},
			{ label: __("To confirm"), filters: [["availability", "=", "Needs Confirmation"]] },
		]);
		oppna_ditt_hem.add_import(listview);
	},
};
