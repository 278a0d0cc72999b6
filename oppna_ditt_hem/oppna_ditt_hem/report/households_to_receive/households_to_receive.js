frappe.query_reports["Households to receive"] = {
	filters: [
		{
			fieldname: "within_days",
			label: __("Within days"),
			fieldtype: "Int",
			description: __("Empty takes the number from the housing settings."),
		},
	],
};
