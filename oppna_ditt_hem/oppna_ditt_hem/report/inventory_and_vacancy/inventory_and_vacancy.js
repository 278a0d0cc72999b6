frappe.query_reports["Inventory and vacancy"] = {
	filters: [
		oppna_ditt_hem.report_filters.locality(),
		oppna_ditt_hem.report_filters.choice("kind", __("Kind"), ["Room", "Flat", "House", "Cottage", "Annexe", "Other"]),
	],
	formatter: oppna_ditt_hem.lead_to_rows,
};
