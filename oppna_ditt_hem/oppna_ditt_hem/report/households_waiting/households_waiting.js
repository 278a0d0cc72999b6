frappe.query_reports["Households waiting"] = {
	filters: [
		oppna_ditt_hem.report_filters.choice("view", __("View"), ["Households"], __("Summary")),
		oppna_ditt_hem.report_filters.choice("stage", __("Stage"), ["New", "Assessment", "Ready", "Seeking", "All"], __("Seeking")),
		oppna_ditt_hem.report_filters.locality(__("Wished locality")),
		oppna_ditt_hem.report_filters.choice("wait", __("Days waited"), ["0-29", "30-89", "90-179", "180-364", "365-"]),
		oppna_ditt_hem.report_filters.choice("receive", __("Must be received"), {
			Overdue: __("Overdue"),
			Soon: __("Soon"),
			Later: __("Later"),
			"No date": __("No date"),
		}),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
