// Who is proposed what: filtered, a page at a time, approved or dropped one by one or several at once.

import { decide_html, card_html } from "./pair_card";
import { ask_drop, tell_report } from "./decisions";
import { API, empty_html, esc, loading_html, more_html, whole } from "./parts";

export class Proposals {
	constructor(run, $parent, { may_decide, on_change }) {
		Object.assign(this, { run, $parent, may_decide, on_change });
		this.chosen = {};
		this.rows = [];
		this.ticked = new Set();
	}

	async show() {
		this.$parent.html(`<div class="odh-filters" role="search" aria-label="${__("Show only")}"></div>
			<div class="odh-decide"></div>
			<p class="odh-count" role="status" aria-live="polite"></p>
			<ol class="odh-cards"></ol><div class="odh-more"></div>`);
		this.$parent.on("change", "select", (event) => this.choose(event.target.name, event.target.value));
		this.$parent.on("change", "input[data-tick]", (event) => this.tick(event.target));
		this.$parent.on("change", "input[data-tick-all]", (event) => this.tick_all(event.target.checked));
		this.$parent.on("click", "[data-more]", (event) => this.load(cint(event.currentTarget.dataset.more)));
		this.$parent.on("click", "[data-approve]", (event) => this.approve(names_of(event, this.ticked)));
		this.$parent.on("click", "[data-drop]", (event) => this.drop(names_of(event, this.ticked)));
		await this.load(0);
	}

	choose(key, value) {
		this.chosen[key] = value;
		this.ticked.clear();
		return this.load(0);
	}

	async load(start) {
		const $list = this.$parent.find(".odh-cards");
		if (!start) $list.html(`<li>${loading_html(__("Reading the proposals …"))}</li>`);
		const found = await frappe.xcall(`${API}round_proposals`, { run: this.run, start, ...this.chosen });
		this.rows = start ? [...this.rows, ...found.rows] : found.rows;
		this.draw(found);
	}

	draw(found) {
		this.draw_filters(found.choices);
		this.$parent.find(".odh-cards").html(this.rows.map((row) => card_html(row, this.may_decide)).join(""));
		const shown = this.rows.length;
		this.$parent.find(".odh-more").html(more_html(found.next, found.found - shown));
		this.$parent.find(".odh-count").html(this.count_html(found));
		for (const name of this.ticked) this.box(name).prop("checked", true);
		this.draw_decide();
	}

	count_html({ total, found }) {
		if (!total) {
			return empty_html(
				__("No household and home suit each other by these rules. See why under {0}.", [
					__("Left without").bold(),
				])
			);
		}
		if (!found) return empty_html(__("No proposal is like that. Choose less in the filters above."));
		return __("Proposals shown: {0} of {1}", [whole(found), whole(total)]);
	}

	draw_filters(choices) {
		const labels = {
			locality: [__("Locality"), __("All localities")],
			kind: [__("Kind of home"), __("All kinds")],
			size: [__("People in the household"), __("All sizes")],
			status: [__("Status"), __("All statuses")],
		};
		const controls = Object.entries(labels).map(([key, [label, all]]) => {
			const options = choices[key].map(
				(one) => `<option value="${esc(one.value)}" ${this.chosen[key] === one.value ? "selected" : ""}>
					${esc(one.label)} (${whole(one.count)})</option>`
			);
			return `<label>${label}<select class="form-control input-sm" name="${key}">
				<option value="">${all}</option>${options.join("")}</select></label>`;
		});
		const $filters = this.$parent.find(".odh-filters");
		const focused = document.activeElement?.name;
		$filters.html(controls.join(""));
		if (focused) $filters.find(`select[name="${CSS.escape(focused)}"]`).trigger("focus");
	}

	get open_rows() {
		return this.may_decide ? this.rows.filter((row) => row.status === "Open" && !row.live) : [];
	}

	box(name) {
		return this.$parent.find(`input[data-tick="${CSS.escape(name)}"]`);
	}

	tick(box) {
		this.ticked[box.checked ? "add" : "delete"](box.dataset.tick);
		this.draw_decide();
	}

	tick_all(checked) {
		this.ticked = new Set(checked ? this.open_rows.map((row) => row.name) : []);
		this.$parent.find("input[data-tick]").prop("checked", checked);
		this.draw_decide();
	}

	draw_decide() {
		const open = this.open_rows.length;
		const focused = this.$parent.find(".odh-decide :focus").length;
		this.$parent.find(".odh-decide").html(open ? decide_html(this.ticked.size, open) : "");
		if (focused) this.$parent.find("input[data-tick-all]").trigger("focus");
	}

	async approve(names) {
		const report = await frappe.xcall(`${API}approve`, { proposals: names });
		await this.after(report, names);
		tell_report(report, this.titles(names));
	}

	async drop(names) {
		const answer = await ask_drop(names);
		const report = await frappe.xcall(`${API}drop`, { proposals: names, ...answer });
		await this.after(report, names);
		tell_report(report, this.titles(names));
	}

	titles(names) {
		const chosen = this.known.filter((row) => names.includes(row.name));
		return Object.fromEntries(
			chosen.map((row) => [row.name, __("{0} in {1}", [row.household_title, row.home_title])])
		);
	}

	// Read the list again as far as it was shown, and stay where the person was.
	async after(report, names) {
		this.known = this.rows;
		this.ticked.clear();
		const shown = this.rows.length;
		await this.load(0);
		while (this.rows.length < shown && this.$parent.find("[data-more]").length) {
			await this.load(this.rows.length);
		}
		this.$parent.find(`[data-name="${CSS.escape(names[0])}"] a`).first().trigger("focus");
		this.on_change(report);
	}
}

function names_of(event, ticked) {
	const { approve, drop } = event.currentTarget.dataset;
	const one = approve || drop;
	return one ? [one] : [...ticked];
}
