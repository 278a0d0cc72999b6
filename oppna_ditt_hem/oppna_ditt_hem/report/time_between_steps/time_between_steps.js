frappe.query_reports["Time between steps"] = {
	filters: [
		oppna_ditt_hem.report_filters.choice("document_type", __("Case"), ["Listing", "Applicant", "Placement", "Grant"]),
		...oppna_ditt_hem.report_filters.period(__("Changed from"), __("Changed to")),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
