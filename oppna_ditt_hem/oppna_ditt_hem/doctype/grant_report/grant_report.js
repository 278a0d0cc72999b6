frappe.ui.form.on("Grant Report", {
	refresh(frm) {
		if (frm.is_new()) return;
		oppna_ditt_hem.add_sign_button(
			frm,
			__("You sign these figures: {0} booked. A colleague signs as well.", [
				oppna_ditt_hem.money(frm.doc.booked).bold(),
			])
		);
	},
});
