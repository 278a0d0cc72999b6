frappe.listview_settings["Landlord"] = {
	hide_name_column: true,
};
