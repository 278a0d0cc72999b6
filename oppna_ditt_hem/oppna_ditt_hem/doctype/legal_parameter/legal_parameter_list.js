frappe.listview_settings["Legal Parameter"] = {
	hide_name_column: true,
	add_fields: ["standing"],

	get_indicator(doc) {
		const verified = doc.standing === "Verified";
		return [__(doc.standing), verified ? "green" : "orange", `standing,=,${doc.standing}`];
	},
};
