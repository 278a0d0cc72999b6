frappe.query_reports["Vacancy by locality"] = {
	filters: [
		oppna_ditt_hem.report_filters.locality(),
		oppna_ditt_hem.report_filters.choice("kind", __("Kind"), ["Room", "Flat", "House", "Cottage", "Annexe", "Other"]),
	],
};
