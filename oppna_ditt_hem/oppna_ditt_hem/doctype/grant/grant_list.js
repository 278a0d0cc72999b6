frappe.listview_settings["Grant"] = {
	hide_name_column: true,
	add_fields: ["stage"],
	onload(listview) {
		oppna_ditt_hem.add_views(listview, [
			{ label: __("Running"), filters: [["stage", "in", ["Granted", "Running"]]] },
			{ label: __("To report"), filters: [["stage", "=", "Final Report"]] },
		]);
	},
};
