frappe.query_reports["Checks due"] = {
	filters: [
		{
			fieldname: "due_by",
			label: __("Due by"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		oppna_ditt_hem.report_filters.locality(),
	],
};
