frappe.query_reports["Cost per home"] = {
	filters: [...oppna_ditt_hem.report_filters.period(), oppna_ditt_hem.report_filters.grant()],
	formatter: oppna_ditt_hem.lead_to_rows,
};
