// How the questions of a case reached people, on its form: where one did not, somebody has to ring.

const COLORS = { Sent: "green", "Handed over": "green", Waiting: "blue", Failed: "red", "Not sent": "orange" };

// One line per side that is asked something now, and way by which it was asked.
export async function show_letters(frm) {
	const { doctype, name } = frm.doc;
	const rows = await frappe.xcall("oppna_ditt_hem.answering.api.letters_of", { doctype, name });
	frm.$odh_letters?.closest(".form-dashboard-section").remove();
	if (frm.doc.name !== name || !rows.length) return;
	const lines = rows.map((row) => `<li><span class="indicator-pill no-indicator-dot ${COLORS[row.outcome]}">${
		frappe.utils.escape_html(__(row.side))}: ${outcome_of(row)}</span>
		<span class="text-muted">${frappe.utils.escape_html(row.why || "")} ${to_do(row)}</span></li>`);
	frm.$odh_letters = frm.dashboard.add_section(`<ul class="odh-letters">${lines.join("")}</ul>`, __("Question and answer"));
	// Above what is read at leisure: here somebody may have to ring.
	const section = frm.$odh_letters.closest(".form-dashboard-section");
	section.parent().prepend(section);
	frm.dashboard.show();
}

function outcome_of(row) {
	const when = row.on ? `${frappe.datetime.str_to_user(row.on.slice(0, 10))} ${row.on.slice(11, 16)}` : "";
	const by_text = {
		Sent: __("text message sent {0}", [when]),
		Waiting: __("text message is on its way"),
		Failed: __("text message did not arrive"),
	};
	const by_mail = {
		Sent: __("e-mail sent {0}", [when]),
		Waiting: __("e-mail is on its way"),
		Failed: __("e-mail did not arrive"),
		"Handed over": __("link handed over {0}", [when]),
		"Not sent": __("no e-mail sent"),
	};
	return (row.way === "Text message" ? by_text : by_mail)[row.outcome];
}

const to_do = (row) =>
	["Failed", "Not sent"].includes(row.outcome) ? __("Ring, or hand over a link.") : "";

// Buttons by which an officer gets a link to put in a text message or on paper.
export function add_link_buttons(frm) {
	const { stage, landlord_answer, household_answer } = frm.doc;
	if (stage !== "Offered" || !frm.perm[0]?.write) return;
	if (!landlord_answer) add_link_button(frm, "Landlord", __("Link for the landlord"));
	if (!household_answer) add_link_button(frm, "Household", __("Link for the household"));
}

function add_link_button(frm, side, label) {
	frm.add_custom_button(
		label,
		() =>
			frappe.confirm(
				__("A new link is made, and those from before no longer work. It is shown once."),
				() => hand_over(frm, side, label)
			),
		__("Answer link")
	);
}

async function hand_over(frm, side, title) {
	const placement = frm.doc.name;
	const { url } = await frappe.xcall("oppna_ditt_hem.answering.api.new_link", { placement, side });
	show_link({
		title,
		url,
		description: __("For this person only. It works once, until the deadline."),
		then: () => show_letters(frm),
	});
}

// A link that is shown this once, to be copied.
export function show_link({ title, url, description, then }) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [
			{ fieldname: "url", fieldtype: "Small Text", label: __("Link"), default: url, read_only: 0, description },
		],
		primary_action_label: __("Copy"),
		primary_action() {
			frappe.utils.copy_to_clipboard(url);
			dialog.hide();
			then();
		},
	});
	dialog.show();
}
