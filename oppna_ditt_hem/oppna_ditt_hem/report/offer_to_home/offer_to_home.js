frappe.query_reports["Offer to home"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("Offered from"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_date", label: __("Offered to"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "locality", label: __("Locality"), fieldtype: "Link", options: "Locality" },
	],
	// The number leads to the log of those that entered the step since the period began.
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "number" || !data?.number) return shown;
		const asked = new URLSearchParams({
			reference_doctype: "Placement",
			to_stage: data.step,
			changed_on:
				data.step === "Offered"
					? JSON.stringify(["between", [data.since, data.until]])
					: JSON.stringify([">=", data.since]),
		});
		return `<a href="${frappe.utils.generate_route({ type: "doctype", name: "Stage Log" })}?${asked}">${value}</a>`;
	},
};
