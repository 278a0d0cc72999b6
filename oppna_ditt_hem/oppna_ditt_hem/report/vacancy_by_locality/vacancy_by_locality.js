frappe.query_reports["Vacancy by locality"] = {
	filters: [
		{ fieldname: "locality", label: __("Locality"), fieldtype: "Link", options: "Locality" },
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: ["", "Room", "Flat", "House", "Cottage", "Annexe", "Other"],
		},
	],
};
