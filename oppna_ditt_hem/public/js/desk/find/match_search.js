// The search dialog: the best homes for a household, or the best households for a home.

import { card_html } from "./card";
import { bind_chips } from "./chips";
import { MOST, chosen_html, compare_html } from "./compare";
import { ask_from_date, ask_why_not, bring_back } from "./deciding";
import { bind_map, map_html } from "./match_map";
import { net_cost_dialog } from "../net_cost";
import { failed_html, filters_html, loading_html, passed_list_html, summary_html, why_not_html } from "./messages";

const SIDES = {
	Applicant: { method: "find_homes", argument: "applicant", cards_are: "Listing" },
	Listing: { method: "find_households", argument: "listing", cards_are: "Applicant" },
};

export class MatchSearch {
	constructor(doctype, name, title) {
		Object.assign(this, { doctype, name, title, ...SIDES[doctype], chosen: {}, ticked: [] });
		this.homes = this.cards_are === "Listing";
		this.dialog = new frappe.ui.Dialog({
			title: this.homes ? __("Homes for {0}", [title]) : __("Households for {0}", [title]),
			size: "extra-large",
		});
		this.dialog.$wrapper.addClass("odh-search");
		this.$results = $("<div class='odh-find'></div>").appendTo(this.dialog.body);
		this.bind();
		this.dialog.show();
		this.search();
	}

	bind() {
		const on = (event, selector, act) =>
			this.$results.on(event, selector, (e) => act.call(this, e.currentTarget.dataset, e.currentTarget));
		on("click", "[data-propose]", ({ propose }) =>
			ask_from_date(this.card(propose), this.run, (placement) => this.go_to(placement))
		);
		on("click", "[data-pass]", ({ pass }) => this.pass_over(this.card(pass)));
		on("click", "[data-back]", ({ back }) => bring_back(this.card(back), () => this.search()));
		on("click", "[data-open]", ({ open }) => this.go_to(open));
		on("click", "[data-list]", (data) => this.go_to_list(data));
		on("click", "[data-again]", () => this.search());
		on("click", "[data-widen]", () => this.narrow({}));
		on("click", "[data-more]", () => this.show_more());
		on("change", "[data-filter]", ({ filter }, select) => this.narrow({ ...this.chosen, [filter]: select.value }));
		on("change", "[data-compare]", ({ compare }, box) => this.tick(compare, box.checked));
		on("click", "[data-clear]", () => this.clear());
		on("click", "[data-side-by-side]", () => this.side_by_side());
		on("click", "[data-costs]", () => net_cost_dialog(this.name, this.ticked));
		on("click", "[data-uncompare]", () => this.draw());
		on("change", "[data-only-differing]", (_data, box) =>
			this.$results.find(".odh-compare").toggleClass("odh-only-differing", box.checked)
		);
		bind_chips(this.$results);
		bind_map(this.$results, (locality) => this.narrow({ ...this.chosen, locality }));
	}

	// --- what is asked

	ask(more = {}) {
		const args = { [this.argument]: this.name, ...this.chosen, ...more };
		return frappe.xcall(`oppna_ditt_hem.brokerage.${this.method}`, args);
	}

	async search() {
		this.ticked = [];
		this.$results.html(loading_html(this.homes));
		try {
			this.found = await this.ask();
		} catch {
			this.$results.html(failed_html());
			return;
		}
		this.run = this.found.run;
		this.choices ||= this.found.choices;
		this.draw();
	}

	narrow(chosen) {
		this.chosen = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
		this.search();
	}

	async show_more() {
		const shown = this.found.cards.length;
		this.$results.find("[data-more]").prop("disabled", true);
		try {
			const next = await this.ask({ start: shown });
			const cards = [...this.found.cards, ...next.cards];
			this.found = { ...this.found, cards, more: next.more, map: next.map };
			this.draw();
			this.$results.find(".odh-list > .odh-card").eq(shown).find("a").first().trigger("focus");
		} catch {
			this.$results.find("[data-more]").prop("disabled", false);
		}
	}

	// --- what is shown

	get cards() {
		const nearest = this.found.why_not?.nearest;
		return [...this.found.cards, ...this.found.passed_over, ...(nearest ? [nearest] : [])];
	}

	card(name) {
		return this.cards.find((card) => card.name === name);
	}

	draw() {
		const { found } = this;
		const narrowed = Object.keys(this.chosen).length > 0;
		const list = found.cards.length
			? `<ol class="odh-cards odh-list">${found.cards.map((card, i) => card_html(card, this.cards_are, i + 1)).join("")}</ol>`
			: this.nothing_html(narrowed);
		const more = found.more
			? `<button type="button" class="btn btn-default btn-sm odh-more" data-more="1">${__("Show more")}</button>`
			: "";
		this.$results.html(`<div class="odh-find-bar">${summary_html(found, found.cards.length)}
				<div class="odh-filters">${filters_html(this.choices, this.chosen, this.homes)}</div></div>
			<div class="odh-find-columns"><div class="odh-find-main">${list}${more}
				${passed_list_html(found.passed_over, this.cards_are, !found.cards.length)}</div>
				<aside class="odh-find-side">${map_html(found.map, this.homes)}</aside></div>
			<div class="odh-chosen" role="status"></div>`);
		this.draw_ticks();
	}

	nothing_html(narrowed) {
		// After the last card was passed over there is no why-not: it was asked for before.
		if (this.found.why_not) return why_not_html(this.found, this.cards_are, narrowed);
		return `<div class="odh-empty"><p>${__("All that were found have been passed over.")}</p>
			<button type="button" class="btn btn-default btn-sm" data-again="1">${__("Search again")}</button></div>`;
	}

	// --- side by side

	tick(name, on) {
		this.ticked = on ? [...this.ticked, name].slice(0, MOST) : this.ticked.filter((one) => one !== name);
		this.draw_ticks();
	}

	clear() {
		this.ticked = [];
		this.draw_ticks();
	}

	draw_ticks() {
		const full = this.ticked.length >= MOST;
		this.$results.find("[data-compare]").each((_, box) => {
			box.checked = this.ticked.includes(box.dataset.compare);
			box.disabled = full && !box.checked;
			box.closest(".odh-card").classList.toggle("is-ticked", box.checked);
		});
		this.$results.find(".odh-chosen").html(chosen_html(this.ticked.map((name) => this.card(name))));
	}

	side_by_side() {
		const in_order = this.found.cards.filter((card) => this.ticked.includes(card.name));
		this.$results.html(compare_html(in_order, this.cards_are));
		this.$results.find("[data-uncompare]").trigger("focus");
		this.dialog.$wrapper.scrollTop(0);
	}

	// --- what is decided

	pass_over(card) {
		ask_why_not(card, this.run, (passed) => {
			const { found } = this;
			this.ticked = this.ticked.filter((name) => name !== card.name);
			this.found = {
				...found,
				cards: found.cards.filter((one) => one !== card),
				passed_over: [...found.passed_over, { ...card, passed }],
				why_not: found.why_not?.nearest === card ? null : found.why_not,
			};
			this.draw();
			frappe.show_alert({ message: frappe.utils.escape_html(passed.text), indicator: "blue" });
		});
	}

	go_to(placement) {
		this.dialog.hide();
		frappe.set_route("Form", "Placement", placement);
	}

	go_to_list({ list, stage }) {
		this.dialog.hide();
		frappe.set_route("List", list, { stage });
	}
}
