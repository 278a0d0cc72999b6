frappe.query_reports["Offer to home"] = {
	filters: [
		...oppna_ditt_hem.report_filters.period(__("Offered from"), __("Offered to")),
		oppna_ditt_hem.report_filters.locality(),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
