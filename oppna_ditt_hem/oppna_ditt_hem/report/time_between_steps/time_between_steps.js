frappe.query_reports["Time between steps"] = {
	filters: [
		{
			fieldname: "document_type",
			label: __("Case"),
			fieldtype: "Select",
			options: ["", "Listing", "Applicant", "Placement", "Grant"].map((value) => ({ value, label: __(value) })),
		},
		{
			fieldname: "from_date",
			label: __("Changed from"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{
			fieldname: "to_date",
			label: __("Changed to"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
	],
	// The number leads to the cases behind it.
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "number" || !data?.from_stage) return shown;
		const { from_date, to_date } = frappe.query_report.get_filter_values();
		const asked = new URLSearchParams({
			reference_doctype: data.reference_doctype,
			from_stage: data.from_stage,
			to_stage: data.to_stage,
		});
		if (from_date && to_date) {
			asked.set("changed_on", JSON.stringify(["between", [from_date, to_date]]));
		}
		return `<a href="${frappe.utils.generate_route({ type: "doctype", name: "Stage Log" })}?${asked}">${value}</a>`;
	},
};
