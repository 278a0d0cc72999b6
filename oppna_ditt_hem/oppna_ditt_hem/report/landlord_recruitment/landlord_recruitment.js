frappe.query_reports["Landlord recruitment"] = {
	filters: [
		{
			fieldname: "run",
			label: __("Round"),
			fieldtype: "Link",
			options: "Matching Run",
			description: __("Empty takes the newest one."),
			get_query: () => ({ filters: { kind: "Round", status: "Done" } }),
		},
		oppna_ditt_hem.report_filters.locality(),
		oppna_ditt_hem.report_filters.choice("kind", __("Kind"), ["Room", "Flat", "House", "Cottage", "Annexe", "Other"]),
	],
	after_datatable_render: oppna_ditt_hem.keep_message,
};
