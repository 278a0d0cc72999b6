frappe.ui.form.on("Landlord", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_create("Listing")) return;
		frm.add_custom_button(__("Add a home"), () =>
			frappe.new_doc("Listing", { landlord: frm.doc.name, locality: frm.doc.locality })
		);
	},
});
