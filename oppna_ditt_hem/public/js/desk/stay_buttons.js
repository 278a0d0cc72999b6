// What an officer does beside the workflow on a placement: invitations, papers, a worry.

const WITH_MEETING = ["Meeting", "Contract"];
const WITH_PAPERS = ["Contract", "Moved In", "Notice Given", "Ended", "Broken Down"];

export function add_stay_buttons(frm) {
	if (WITH_MEETING.includes(frm.doc.stage) && frm.doc.meeting_at) add_invitations(frm);
	if (WITH_PAPERS.includes(frm.doc.stage) && frm.doc.law_regime) add_papers(frm);
	if (frappe.model.can_create("Concern")) frm.add_custom_button(__("Report a worry"), () => report_worry(frm));
}

function add_invitations(frm) {
	const group = __("Meeting");
	frm.add_custom_button(__("Download the invitation"), () => open_method("oppna_ditt_hem.meeting.download_invitation", frm), group);
	if (frm.perm[0]?.write) frm.add_custom_button(__("Send the invitation"), () => send(frm), group);
}

function open_method(method, frm) {
	window.open(`/api/method/${method}?placement=${encodeURIComponent(frm.doc.name)}`);
}

async function send(frm) {
	const { sent, not_sent } = await frappe.xcall("oppna_ditt_hem.meeting.send_invitations", {
		placement: frm.doc.name,
	});
	const names = (sides) => sides.map((side) => __(side)).join(", ");
	const lines = [
		sent.length && __("Sent to: {0}.", [names(sent)]),
		not_sent.length && __("Not sent, so tell them yourself: {0}.", [names(not_sent)]),
	];
	frappe.msgprint({ title: __("Invitation"), message: lines.filter(Boolean).join("<br>"), indicator: "green" });
}

function add_papers(frm) {
	["Tenancy agreement", "Inventory list"].forEach((format) =>
		frm.add_custom_button(__(format), () => open_pdf(frm, format), __("Papers"))
	);
}

function open_pdf(frm, format) {
	const ask = { doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1, _lang: "sv" };
	window.open(`/api/method/frappe.utils.print_format.download_pdf?${new URLSearchParams(ask)}`);
}

// In a dialog: who may only hand a worry in gets the platform's form read-only.
async function report_worry(frm) {
	await frappe.model.with_doctype("Concern");
	const control = (fieldname) => {
		const { label, fieldtype, options, description, default: value } = frappe.meta.get_docfield("Concern", fieldname);
		return { fieldname, label: __(label), fieldtype, options, description: __(description || ""), default: value, reqd: 1 };
	};
	const dialog = new frappe.ui.Dialog({
		title: __("Report a worry"),
		fields: ["subject", "severity", "description"].map(control),
		primary_action_label: __("Report a worry"),
		async primary_action(values) {
			const doc = { doctype: "Concern", placement: frm.doc.name, ...values };
			await frappe.xcall("frappe.client.insert", { doc });
			dialog.hide();
			frappe.show_alert({ message: __("The worry is with those who handle them."), indicator: "green" });
			frm.reload_doc();
		},
	});
	dialog.show();
}
