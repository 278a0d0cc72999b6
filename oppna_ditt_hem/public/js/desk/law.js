// The law of a placement's agreement: which questions are open, and the card with what follows from it.

const STAGES = ["Accepted", "Meeting", "Contract"];
const FACTS = [
	"let_for_leisure",
	"dwellings_let",
	"let_as_business",
	"first_letting",
	"landlord_is_estate",
	"held_as",
];

export function show_law(frm) {
	return Promise.all([show_questions(frm), show_card(frm)]);
}

// Only what the law leaves open is asked, in the form and before the agreement is drawn up.
async function show_questions(frm) {
	const name = frm.doc.name;
	const asked = STAGES.includes(frm.doc.stage)
		? await frappe.xcall("oppna_ditt_hem.agreements.law.questions", { placement: name })
		: [];
	if (frm.doc.name !== name) return;
	const flags = Object.fromEntries(FACTS.map((field) => [`ask_${field}`, asked.includes(field)]));
	frm.odh_flags = { ...frm.odh_flags, ...flags };
	FACTS.forEach((field) => frm.toggle_display(field, asked.includes(field) || Boolean(frm.doc[field])));
}

async function show_card(frm) {
	const name = frm.doc.name;
	if (!frm.doc.law_regime) return;
	const rows = await frappe.xcall("oppna_ditt_hem.agreements.card.shown", { placement: name });
	if (frm.doc.name === name) frm.get_field("law_card").$wrapper.html(card_html(rows));
}

/** On a listing: the law of an agreement today, what rent it allows, and the landlord's tax. */
export async function show_rent(frm) {
	const name = frm.doc.name;
	const rows = await frappe.xcall("oppna_ditt_hem.agreements.rent_card.shown", { listing: name });
	if (frm.doc.name === name) frm.get_field("rent_card").$wrapper.html(card_html(rows));
}

function card_html(rows) {
	return `<dl class="odh-law">${rows.map(row_html).join("")}</dl>`;
}

function row_html(row) {
	const escape = frappe.utils.escape_html;
	const mark = row.verified ? "" : `<span class="odh-law-unsure">${__("not verified")}</span>`;
	const asked = row.ask.length ? `${__("Not known yet.")} ${row.ask.join(" ")}` : "";
	const text = row.ask.length && row.ask.includes(row.text) ? asked : [row.text, asked].filter(Boolean).join(" ");
	return `<div><dt>${escape(row.label)}</dt>
		<dd>${escape(text)} <small>${escape(row.reference)} ${mark}</small></dd></div>`;
}
