// The page of a round: its progress while it is under way, and afterwards everything it found.

import { begin } from "../desk/start_round";
import { beside_html } from "./beside";
import { Left } from "./left";
import { API, empty_html, esc, form_link, loading_html, whole } from "./parts";
import { failed_html, RoundProgress } from "./progress";
import { Proposals } from "./proposals";
import { rules_html } from "./rules";
import { show_scarcity } from "./scarcity";

const RESULT_TABS = ["left_tab", "beside_tab", "prices_tab"];

export class RoundPage {
	constructor(frm) {
		Object.assign(this, { frm, run: frm.doc.name });
	}

	part(name) {
		return this.frm.fields_dict[`${name}_html`].$wrapper.off().empty();
	}

	leave() {
		this.progress?.leave();
	}

	get is_shown() {
		return this.frm.doc.name === this.run && this.frm.odh_round === this;
	}

	async show() {
		const { status } = this.frm.doc;
		this.show_tabs(status === "Done");
		this.part("proposals").html(loading_html(__("Reading the round …")));
		this.found = await frappe.xcall(`${API}round_overview`, { run: this.run });
		if (!this.is_shown) return;
		this.tell();
		if (["Queued", "Running"].includes(status)) return this.follow();
		if (status === "Done") return this.show_result();
		this.show_failure();
	}

	show_tabs(done) {
		for (const tab of this.frm.layout.tabs) {
			if (!RESULT_TABS.includes(tab.df.fieldname)) continue;
			tab.df.hidden = done ? 0 : 1;
			tab.refresh();
		}
	}

	// The line on top: how it went, and who does what now.
	tell() {
		const { doc } = this.frm;
		const texts = {
			Queued: [__("The round waits for its turn."), "blue"],
			Running: [__("The round is being computed. Nothing is proposed yet."), "blue"],
			Failed: [__("The round failed. Nothing was written."), "red"],
			Cancelled: [__("The round was cancelled. Nothing was written."), "yellow"],
			Done: this.done_text(),
		};
		const [text, color] = texts[doc.status];
		oppna_ditt_hem.next_step(this.frm, { text, color });
	}

	done_text() {
		const { replay, tally = {} } = this.found;
		if (replay) return [__("A comparison is ready. It proposes nothing."), "blue"];
		const open = tally.Open || 0;
		if (open && this.found.may.decide) {
			return [__("You: approve or drop the proposals that are open: {0}.", [whole(open)]), "orange"];
		}
		return open
			? [__("Proposals that nobody has decided yet: {0}.", [whole(open)]), "orange"]
			: [__("Every proposal of this round is decided."), "green"];
	}

	follow() {
		this.progress = new RoundProgress(this.run, this.part("proposals"), {
			may_cancel: this.found.may.cancel,
			on_end: () => this.is_shown && this.frm.reload_doc(),
		});
		return this.progress.show();
	}

	show_failure() {
		const button = oppna_ditt_hem.may_start_round()
			? `<button type="button" class="btn btn-primary btn-sm" data-again="1">${__("Start a round")}</button>`
			: "";
		this.part("proposals")
			.html(failed_html(this.frm.doc, button))
			.on("click", "[data-again]", () => oppna_ditt_hem.start_round());
		this.show_rules();
	}

	async show_result() {
		const $proposals = this.part("proposals");
		$proposals.html(`${this.summary_html()}<div data-part="list"></div>`);
		this.left = new Left(this.run, this.part("left"), { may_search: this.found.may.decide });
		this.part("beside").html(beside_html(this.found.beside));
		show_scarcity(this.part("prices"), this.found.scarcity);
		this.show_rules();
		await Promise.all([this.show_proposals($proposals.find("[data-part=list]")), this.left.show()]);
	}

	show_proposals($list) {
		if (this.found.replay) return $list.html(replay_html(this.found.replay));
		if (!this.found.counts.households || !this.found.counts.listings) return $list.html(this.nobody_html());
		const options = { may_decide: this.found.may.decide, on_change: () => this.refresh_tally() };
		return new Proposals(this.run, $list, options).show();
	}

	async refresh_tally() {
		const { tally } = await frappe.xcall(`${API}round_overview`, { run: this.run });
		if (!this.is_shown) return;
		this.found.tally = tally;
		this.tell();
	}

	summary_html() {
		const { totals, counts, certificate, beside, policy } = this.found;
		const plain = beside.plain;
		return `<div class="odh-summary">
			<p class="odh-lead">${__("Households with a proposal: {0} of {1}, with {2} people in all. Homes that took part: {3}.", [
				whole(totals.households),
				whole(counts.households),
				whole(totals.people),
				whole(counts.listings),
			])}</p>
			<p>${__("The plain list would have reached {0} households with {1} people.", [
				whole(plain.households),
				whole(plain.people),
			])} ${esc(certificate)}</p>
			<p class="text-muted">${__("Policy: {0}. {1}", [esc(policy.label), esc(policy.text)])}</p></div>`;
	}

	nobody_html() {
		const { households } = this.found.counts;
		return households
			? empty_html(
					__("No approved home took part. Approve the homes that wait for inspection, or add one, and start again."),
					list_button("Listing", "Inspection", __("Homes in inspection"))
			  )
			: empty_html(
					__("No household without a home was seeking one. Let those that are ready start seeking, and start again."),
					list_button("Applicant", "Ready", __("Households that are ready"))
			  );
	}

	show_rules() {
		const done = this.frm.doc.status === "Done" && !this.frm.doc.replay_of;
		this.part("rules")
			.html(rules_html(this.found.rules, { may_replay: done && this.found.may.start }))
			.on("click", "[data-replay]", () => this.replay());
	}

	replay() {
		return begin({ policy: this.frm.doc.policy, replay_of: this.run }).catch(() => {});
	}
}

function list_button(doctype, stage, label) {
	const route = `${frappe.router.make_url([frappe.router.slug(doctype)])}?stage=${stage}`;
	return `<a class="btn btn-default btn-sm" href="${route}">${label}</a>`;
}

function replay_html({ run, same, gone, new: added }) {
	return empty_html(
		`${__("Today's homes and households, computed with the rules of {0}:", [form_link("Matching Run", run)])}
		${__("pairs that are the same: {0}; gone: {1}; new: {2}.", [whole(same), whole(gone), whole(added)])}`
	);
}
