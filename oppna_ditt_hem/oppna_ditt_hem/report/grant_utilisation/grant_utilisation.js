frappe.query_reports["Grant utilisation"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: Number(frappe.datetime.get_today().slice(0, 4)) },
		oppna_ditt_hem.report_filters.grant(),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
