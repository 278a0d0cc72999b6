frappe.query_reports["Outcomes and ends"] = {
	filters: [
		...oppna_ditt_hem.report_filters.period(),
		oppna_ditt_hem.report_filters.locality(),
		oppna_ditt_hem.report_filters.choice("part", __("Part"), ["Ends", "Follow-up"]),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
