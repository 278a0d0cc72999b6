frappe.query_reports["Cases standing still"] = {
	filters: [
		oppna_ditt_hem.report_filters.choice("document_type", __("Case"), ["Listing", "Applicant", "Placement", "Grant"]),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
	after_datatable_render: oppna_ditt_hem.keep_message,
};
