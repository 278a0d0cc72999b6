// Writing to the landlord from a home or a placement: they read it on their pages, and what they answer comes back here.

export function add_message_button(frm) {
	if (!frappe.perm.has_perm(frm.doctype, 0, "email", frm.doc)) return;
	frm.add_custom_button(__("Write to the landlord"), () => ask_for_message(frm));
}

function ask_for_message(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Write to the landlord"),
		fields: [
			{
				fieldname: "message",
				fieldtype: "Small Text",
				label: __("Message"),
				reqd: 1,
				max_height: "16rem",
				description: __("The landlord reads it after logging in. An e-mail tells them that there is a message, and nothing of what it says."),
			},
		],
		primary_action_label: __("Send"),
		async primary_action({ message }) {
			const { doctype, doc } = frm;
			dialog.disable_primary_action();
			try {
				const { not_told } = await frappe.xcall("oppna_ditt_hem.messages.write_to_landlord", {
					doctype,
					name: doc.name,
					message,
				});
				dialog.hide();
				told(not_told);
				frm.reload_doc();
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
}

function told(not_told) {
	if (!not_told) return frappe.show_alert({ message: __("The message is on the landlord's pages."), indicator: "green" });
	frappe.msgprint({
		title: __("No e-mail went out"),
		message: __("The message is on the landlord's pages, but nobody has told them: {0} Call them.", [
			frappe.utils.escape_html(not_told),
		]),
		indicator: "orange",
	});
}
