frappe.query_reports["Reclaim exposure"] = {
	filters: [
		{ fieldname: "day", label: __("Day"), fieldtype: "Date", default: frappe.datetime.get_today(), reqd: 1 },
		oppna_ditt_hem.report_filters.grant(),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
