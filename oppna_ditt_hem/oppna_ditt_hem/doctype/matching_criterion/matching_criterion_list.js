frappe.listview_settings["Matching Criterion"] = {
	add_fields: ["active", "valid_from", "valid_to"],

	get_indicator({ active, valid_from, valid_to }) {
		const today = frappe.datetime.get_today();
		if (!active) return [__("Not active"), "gray", "active,=,0"];
		if (valid_to && valid_to < today) return [__("Period is over"), "gray", "active,=,1"];
		if (valid_from && valid_from > today) return [__("Not yet in force"), "orange", "active,=,1"];
		return [__("In force"), "green", "active,=,1"];
	},
};
