frappe.query_reports["Checks due"] = {
	filters: [
		{
			fieldname: "due_by",
			label: __("Due by"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		{ fieldname: "locality", label: __("Locality"), fieldtype: "Link", options: "Locality" },
	],
};
