frappe.listview_settings["Grant Entry"] = {
	hide_name_column: true,
};
