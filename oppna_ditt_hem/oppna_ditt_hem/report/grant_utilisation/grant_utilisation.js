frappe.query_reports["Grant utilisation"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: Number(frappe.datetime.get_today().slice(0, 4)) },
		{ fieldname: "to_date", label: __("Booked until"), fieldtype: "Date" },
		oppna_ditt_hem.report_filters.grant(),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
	after_datatable_render: oppna_ditt_hem.keep_message,
};
