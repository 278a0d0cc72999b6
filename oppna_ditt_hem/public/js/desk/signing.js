// Signing by two persons: the economist and the manager (reports of grants).

const LINES = [
	["Grant Controller", "economist_signed_by"],
	["Housing Manager", "manager_signed_by"],
];

// Roles whose signature is still missing.
function unsigned_roles(doc) {
	return LINES.filter(([, field]) => !doc[field]).map(([role]) => role);
}

// A button for whoever may sign an open line and has not signed the other; `question` is confirmed first.
export function add_sign_button(frm, question) {
	const me = frappe.session.user;
	const signed = LINES.some(([, field]) => frm.doc[field] === me);
	const open = unsigned_roles(frm.doc).some((role) => frappe.user_roles.includes(role));
	if (signed || !open) return;
	const sign = () => frm.call("sign").then(() => frm.reload_doc());
	const $button = frm.add_custom_button(__("Sign"), () => frappe.confirm(question, sign));
	$button?.removeClass("btn-default").addClass("btn-primary");
}
