// A draft that takes a grant over its amount: what is too much, and the manager's approval of it.

const MANAGER = "Housing Manager";

export function show_overspending(frm) {
	const over = frm.doc.__onload?.overspent;
	if (frm.is_new() || frm.doc.docstatus !== 0 || !over) return;
	const amount = oppna_ditt_hem.money(over);
	// The form is drawn more than once, and the platform adds each line to those before.
	frm.set_intro("");
	if (frm.doc.overspend_approved_by && over <= frm.doc.approved_overspend) {
		return frm.set_intro(__("A manager has approved that the grant is overspent by {0}. It can be submitted.", [amount]), "green");
	}
	frm.set_intro(__("Takes the grant over its amount by {0}. A manager approves it here, or the amount is lowered.", [amount]), "orange");
	if (frappe.user_roles.includes(MANAGER) && frm.doc.owner !== frappe.session.user) add_button(frm, amount);
}

function add_button(frm, amount) {
	const reason = { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 };
	const approve = async (values) => {
		await frm.call("approve_overspending", values);
		frm.reload_doc();
	};
	const ask = () => frappe.prompt(reason, approve, __("Approve that the grant is overspent by {0}", [amount]), __("Approve"));
	frm.add_custom_button(__("Approve overspending"), ask)?.removeClass("btn-default").addClass("btn-primary");
}
