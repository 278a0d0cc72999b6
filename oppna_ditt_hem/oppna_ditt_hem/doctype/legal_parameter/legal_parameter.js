frappe.ui.form.on("Legal Parameter", {
	refresh(frm) {
		if (frm.is_new()) return;
		// The platform adds to what it shows already.
		frm.set_intro();
		if (frm.doc.standing !== "Verified") {
			frm.set_intro(
				__("Not verified: whatever rests on this value says so until somebody fills in {0} and {1}.", [
					__("Checked on").bold(),
					__("Checked by").bold(),
				]),
				"orange"
			);
		}
		if (frappe.model.can_create("Legal Parameter")) add_next_button(frm);
	},
});

function add_next_button(frm) {
	if (frm.doc.valid_to) return;
	frm.add_custom_button(__("New value from a day"), () => {
		const { key, value, unit, legal_reference } = frm.doc;
		const valid_from = `${Number(frappe.datetime.get_today().slice(0, 4)) + 1}-01-01`;
		frappe.new_doc("Legal Parameter", { key, value, unit, legal_reference, valid_from });
	});
}
