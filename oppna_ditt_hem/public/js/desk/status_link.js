// The private page of a household that has registered by itself: an officer renews its link, or closes it.

import { show_link } from "./letters";

const API = "oppna_ditt_hem.answering.status_links";

export async function add_status_link(frm) {
	const applicant = frm.doc.name;
	if (!frm.perm[0]?.write || frm.doc.stage === "Closed") return;
	const until = await frappe.xcall(`${API}.works_until`, { applicant });
	if (frm.doc.name !== applicant) return;
	const group = __("The household's page");
	frm.remove_custom_button(__("New link"), group);
	frm.remove_custom_button(__("Close the link"), group);
	frm.add_custom_button(__("New link"), () => renew(frm, until), group);
	if (until) frm.add_custom_button(__("Close the link"), () => close(frm), group);
}

function renew(frm, until) {
	const make = async () => {
		const { url } = await frappe.xcall(`${API}.new_link`, { applicant: frm.doc.name });
		show_link({
			title: __("The household's page"),
			url,
			description: __("It shows the household, in its language, how the case goes. It works for a year."),
			then: () => add_status_link(frm),
		});
	};
	if (!until) return make();
	const day = frappe.datetime.str_to_user(until);
	frappe.confirm(__("The household has a link that works until {0}. With a new one it no longer does.", [day]), make);
}

function close(frm) {
	frappe.confirm(__("The household can no longer open its page. A new link can be made at any time."), async () => {
		await frappe.xcall(`${API}.close`, { applicant: frm.doc.name });
		add_status_link(frm);
	});
}
