const WHILE_OFFERED = [
	"offer_deadline",
	"landlord_answer",
	"landlord_answer_via",
	"household_answer",
	"household_answer_via",
];
const SAID_NO = ["Declined", "Withdrawn"];
// A tab is shown from the stage before the one that needs it.
const TABS = {
	meeting_tab: "Offered",
	contract_tab: "Accepted",
	stay_tab: "Contract",
	end_tab: "Moved In",
};
const WAY = ["Proposed", "Offered", "Accepted", "Meeting", "Contract", "Moved In", "Notice Given", "Ended"];

frappe.ui.form.on("Placement", {
	setup(frm) {
		["decline_reason", "end_reason"].forEach((field) => frm.set_df_property(field, "link_filters", null));
		frm.set_query("decline_reason", () =>
			oppna_ditt_hem.reasons_query(["Placement Declined", "Placement Withdrawn"], frm.doc.declined_by)
		);
		frm.set_query("end_reason", () =>
			oppna_ditt_hem.reasons_query(["Placement Ended", "Placement Broken Down"])
		);
		frm.set_query("listing", () => ({ filters: { stage: "Approved" } }));
		frm.set_query("applicant", () => ({ filters: { stage: "Seeking" } }));
	},

	refresh(frm) {
		show_what_matters(frm);
		if (frm.is_new()) return;
		oppna_ditt_hem.next_step(frm, next_for_placement(frm.doc));
		add_indicators(frm);
		add_buttons(frm);
		oppna_ditt_hem.add_link_buttons(frm);
		if (frm.doc.stage === "Offered") oppna_ditt_hem.show_letters(frm);
		return Promise.all([show_reasons(frm), oppna_ditt_hem.show_law(frm), oppna_ditt_hem.show_net_cost(frm)]);
	},

	before_workflow_action: (frm) =>
		oppna_ditt_hem.ask_before(frm, { shown: (dialog) => tell_override_cost(frm, dialog) }),
});

// Before a manager overrides a broken requirement: what that takes from the best round.
async function tell_override_cost(frm, dialog) {
	const reason = dialog.fields_dict.override_reason;
	if (!reason) return;
	const $cost = $("<p class='odh-cost odh-notice' role='status'></p>")
		.text(__("Working out what an override costs the round …"))
		.insertBefore(reason.$wrapper);
	try {
		const { text } = await frappe.xcall("oppna_ditt_hem.matching_runs.override_cost", {
			placement: frm.doc.name,
		});
		$cost.text(text);
	} catch {
		$cost.text(__("What an override costs the round could not be worked out. The message says why."));
	}
}

function show_what_matters(frm) {
	const { stage } = frm.doc;
	const reached = WAY.indexOf(stage);
	Object.entries(TABS).forEach(([tab, from]) => {
		const used = frm.layout.tabs.find((one) => one.df.fieldname === tab);
		const hide = reached >= 0 ? reached < WAY.indexOf(from) : !has_answers_in(frm, used);
		used.df.hidden = hide ? 1 : 0;
		used.refresh();
	});
	WHILE_OFFERED.forEach((field) => frm.set_df_property(field, "read_only", stage === "Offered" ? 0 : 1));
	frm.set_df_property("declined_or_withdrawn_section", "hidden", SAID_NO.includes(stage) ? 0 : 1);
	// Shown above, in words.
	frm.set_df_property("match_reasons", "hidden", 1);
}

// A case that came to nothing shows the tabs that somebody had filled in.
function has_answers_in(frm, tab) {
	return frm.fields.some((field) => field.tab === tab && frm.doc[field.df.fieldname] && !field.df.default);
}

function next_for_placement(doc) {
	const step = STEPS[doc.stage];
	return step ? step(doc) : {};
}

const day = (value) => frappe.datetime.str_to_user((value || "").slice(0, 10));
const moment_of = (value) => `${day(value)} ${(value || "").slice(11, 16)}`;

const STEPS = {
	Proposed: () => ({
		text: __("You: check the match and offer the home. Nothing is reserved yet, and nobody has been told."),
		stage: "Offered",
	}),
	Offered: offered,
	Accepted: () => ({
		text: __("Both have said yes. You: book the meeting, and an interpreter if one is needed."),
		stage: "Meeting",
	}),
	Meeting: (doc) => ({
		text: __("Landlord and household meet {0}, {1}. You: draw up the agreement afterwards.", [
			moment_of(doc.meeting_at).bold(),
			frappe.utils.escape_html(doc.meeting_place || ""),
		]),
		stage: "Contract",
	}),
	Contract: () => ({
		text: __("Landlord and household: sign the agreement. You: see to keys and protocol, and remind of registration and allowance."),
		stage: "Moved In",
		color: "orange",
	}),
	"Moved In": (doc) => {
		const check = next_check(doc);
		const text = check
			? __("The household lives here. You: ask both sides how it goes, day {0}, due {1}.", [
					check.day,
					day(check.due_on).bold(),
			  ])
			: __("The household lives here, and every check is done.");
		return { text, color: "green" };
	},
	"Notice Given": (doc) => ({
		text: doc.earliest_end
			? __("Notice is given; the stay ends {0} at the earliest. You: plan the next home and the handing back.", [
					day(doc.earliest_end).bold(),
			  ])
			: __("Notice is given. You: plan the next home and the handing back."),
		stage: "Ended",
		color: "orange",
	}),
	Ended: () => ({ text: __("The stay has ended. Nothing more is to be done here."), color: "yellow" }),
	Declined: () => ({ text: __("The offer was declined. You: find another home for the household."), color: "red" }),
	Expired: () => ({ text: __("Nobody answered in time. You: find another home for the household."), color: "red" }),
	Withdrawn: () => ({ text: __("The placement was withdrawn. Nothing more is to be done here."), color: "yellow" }),
	"No Show": () => ({ text: __("Somebody didn't turn up. You: talk to both, and find another home."), color: "red" }),
	"Broken Down": (doc) => ({
		text: doc.rematch
			? __("The stay broke down. {0} follows it.", [
					`<a href="${frappe.utils.get_form_link("Placement", doc.rematch)}">${doc.rematch}</a>`,
			  ])
			: __("The stay broke down. You: find a new home for the household first of all."),
		color: "red",
	}),
};

function offered(doc) {
	const no = [
		doc.landlord_answer === "No" && __("The landlord says no."),
		doc.household_answer === "No" && __("The household says no."),
	].filter(Boolean);
	if (no.length) {
		return { text: `${no.join(" ")} ${__("You: decline the offer, with the reason.")}`, color: "red" };
	}
	if (doc.landlord_answer === "Yes" && doc.household_answer === "Yes") {
		return { text: __("Both have said yes. You: record both answers."), color: "green" };
	}
	const waiting = {
		landlord: __("Waiting for the landlord's answer."),
		household: __("Waiting for the household's answer."),
		both: __("Waiting for the landlord's and the household's answers."),
	}[doc.landlord_answer ? "household" : doc.household_answer ? "landlord" : "both"];
	const due = doc.offer_deadline
		? __("Answer due by {0} ({1}).", [moment_of(doc.offer_deadline).bold(), oppna_ditt_hem.time_left(doc.offer_deadline)])
		: "";
	return { text: `${waiting} ${due}`, stage: "Accepted", color: "orange" };
}

function next_check(doc) {
	return (doc.checks || []).find((row) => !row.done_on);
}

function add_indicators(frm) {
	const { doc } = frm;
	if (doc.stage === "Offered") {
		const said = { Yes: "green", No: "red" };
		const answer = (value) => (value ? __(value) : __("no answer yet"));
		frm.dashboard.add_indicator(
			__("Landlord: {0}", [answer(doc.landlord_answer)]),
			said[doc.landlord_answer] || "orange"
		);
		frm.dashboard.add_indicator(
			__("Household: {0}", [answer(doc.household_answer)]),
			said[doc.household_answer] || "orange"
		);
		if (doc.offer_deadline) {
			const left = oppna_ditt_hem.time_left(doc.offer_deadline);
			frm.dashboard.add_indicator(__("Answer due: {0}", [left]), "blue");
		}
	}
	const check = doc.stage === "Moved In" && next_check(doc);
	if (check) {
		const late = check.due_on < frappe.datetime.get_today();
		frm.dashboard.add_indicator(
			late ? __("Check overdue since {0}", [day(check.due_on)]) : __("Next check {0}", [day(check.due_on)]),
			late ? "red" : "blue"
		);
	}
	if (doc.stopped) frm.dashboard.add_indicator(__("Stopped: a serious worry is being handled"), "red");
	if (doc.moved_out_day) {
		frm.dashboard.add_indicator(
			__("{0}: the household has moved out, {1}", [__(doc.moved_out_told_by), day(doc.moved_out_day)]),
			"orange"
		);
	}
	if (doc.override_by) frm.dashboard.add_indicator(__("A requirement was overridden"), "orange");
}

function add_buttons(frm) {
	const { name, listing, applicant, stage } = frm.doc;
	if (frappe.model.can_create("Grant Entry")) {
		frm.add_custom_button(__("Book a cost"), () =>
			frappe.new_doc("Grant Entry", { placement: name, listing })
		);
	}
	oppna_ditt_hem.add_stay_buttons(frm);
	if (stage !== "Proposed") oppna_ditt_hem.add_message_button(frm);
	if (["Declined", "Expired", "No Show", "Broken Down"].includes(stage) && !frm.doc.rematch) {
		frm.add_custom_button(__("Find another home"), () => find_another(applicant));
	}
}

async function find_another(applicant) {
	const { message } = await frappe.db.get_value("Applicant", applicant, ["title", "stage"]);
	if (message.stage === "Seeking") return new oppna_ditt_hem.MatchSearch("Applicant", applicant, message.title);
	frappe.set_route("Form", "Applicant", applicant);
}

// Frozen reasons once the home is offered; before that, how the pair stands today.
async function show_reasons(frm) {
	if (!frappe.perm.has_perm("Placement", 1, "read", frm.doc)) return;
	const name = frm.doc.name;
	const found = await frappe.xcall("oppna_ditt_hem.brokerage.reasons_for", { placement: name });
	if (frm.doc.name !== name || !found.reasons.length) return;
	frm.odh_flags = {
		...frm.odh_flags,
		requirement_broken: found.blocked && frappe.user.has_role("Housing Manager"),
	};
	const title = found.frozen ? __("Why this home, as it was when offered") : __("Why this home, as it is today");
	const open = ["Proposed", "Offered"].includes(frm.doc.stage) ? "open" : "";
	frm.$odh_match?.closest(".form-dashboard-section").remove();
	frm.$odh_match = frm.dashboard.add_section(
		`<details class="odh-folded" ${open}><summary>${title}</summary>
			${oppna_ditt_hem.score_html(found.score || 0)}
			${blocked_html(found)}${oppna_ditt_hem.reasons_html(found.reasons)}</details>`,
		__("Match")
	);
	frm.dashboard.show();
}

function blocked_html(found) {
	if (!found.blocked) return "";
	return `<p class="odh-notice">${__(
		"A requirement is not met. A manager may offer the home all the same, with a reason."
	)}</p>`;
}
