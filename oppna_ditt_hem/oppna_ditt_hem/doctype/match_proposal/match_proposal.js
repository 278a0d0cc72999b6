frappe.ui.form.on("Match Proposal", {
	refresh: (frm) => (frm.is_new() ? null : oppna_ditt_hem.show_net_cost(frm)),
});
