frappe.listview_settings["Listing"] = {
	hide_name_column: true,
	add_fields: ["stage", "availability", "free_places"],
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
