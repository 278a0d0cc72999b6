frappe.listview_settings["Match Proposal"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colors = { Open: "blue", Proposed: "green", Dropped: "gray", Expired: "orange" };
		return [__(doc.status), colors[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
