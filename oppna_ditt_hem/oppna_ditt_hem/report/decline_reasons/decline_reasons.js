frappe.query_reports["Decline reasons"] = {
	filters: [
		...oppna_ditt_hem.report_filters.period(),
		oppna_ditt_hem.report_filters.locality(),
		oppna_ditt_hem.report_filters.choice("declined_by", __("Said by"), ["Landlord", "Household", "Officer"]),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
