// The search dialog: the best homes for a household, or the best households for a home.

import { card_html, form_link } from "./cards";

const SIDES = {
	Applicant: { method: "find_homes", argument: "applicant", cards: "Listing" },
	Listing: { method: "find_households", argument: "listing", cards: "Applicant" },
};

export class MatchSearch {
	constructor(doctype, name, title) {
		Object.assign(this, { doctype, name, title, ...SIDES[doctype] });
		this.dialog = new frappe.ui.Dialog({
			title: this.is_home_search
				? __("Homes for {0}", [title])
				: __("Households for {0}", [title]),
			size: "extra-large",
		});
		this.dialog.$wrapper.addClass("odh-search");
		this.$results = $("<div aria-live='polite'></div>").appendTo(this.dialog.body);
		this.$results.on("click", "[data-propose]", (event) =>
			this.ask_from_date(this.shown[event.currentTarget.dataset.propose])
		);
		this.$results.on("click", "[data-open]", (event) => this.go_to(event.currentTarget.dataset.open));
		this.$results.on("click", "[data-list]", (event) => this.go_to_list(event.currentTarget.dataset));
		this.$results.on("click", "[data-again]", () => this.search());
		this.dialog.show();
		this.search();
	}

	get is_home_search() {
		return this.doctype === "Applicant";
	}

	async search() {
		this.$results.html(loading_html(this.is_home_search));
		try {
			const args = { [this.argument]: this.name };
			this.show(await frappe.xcall(`oppna_ditt_hem.brokerage.${this.method}`, args));
		} catch {
			this.$results.html(failed_html());
		}
	}

	show(found) {
		this.run = found.run;
		const nearest = found.why_not?.nearest;
		this.shown = [...found.cards, ...(nearest ? [nearest] : [])];
		this.$results.html(
			found.cards.length ? this.best_html(found) : this.nothing_html(found, nearest)
		);
	}

	best_html(found) {
		const cards = found.cards.map((card, i) => card_html(card, i, this.cards)).join("");
		return `${this.summary_html(found)}<ol class="odh-cards">${cards}</ol>`;
	}

	summary_html(found) {
		const lines = [__("The best {0} of {1}, best first.", [found.cards.length, found.searched])];
		if (found.left_out) {
			lines.push(__("Not shown, because they have an offer or a home already: {0}.", [found.left_out]));
		}
		return `<p class="odh-summary">${lines.join(" ")}</p>${this.held_html(found)}`;
	}

	held_html(found) {
		if (!found.held) return "";
		return `<p class="odh-notice">${__(
			"The household already has {0}. A new home can be proposed, but not offered until that one has ended.",
			[form_link("Placement", found.held)]
		)}</p>`;
	}

	nothing_html(found, nearest) {
		if (!found.searched) return this.empty_html(found);
		const near = nearest
			? `<h4>${this.is_home_search ? __("The home that comes nearest") : __("The household that comes nearest")}</h4>
				<p class="text-muted">${__(
					"It can be proposed all the same. To offer it, a manager has to override what is not met, with a reason."
				)}</p>
				<ol class="odh-cards">${card_html(nearest, 0, this.cards)}</ol>`
			: "";
		return `${this.held_html(found)}<div class="odh-why-not">
			<h4>${frappe.utils.escape_html(found.why_not.text)}</h4>
			${this.relaxations_html(found.why_not.relaxations)}</div>${near}`;
	}

	relaxations_html(relaxations) {
		if (!relaxations.length) return "";
		const rows = relaxations.map((one) => {
			const examples = one.examples.map((row) => form_link(this.cards, row.name, row.title)).join(", ");
			return `<li>${frappe.utils.escape_html(one.text)} <span class="text-muted">${examples}</span></li>`;
		});
		return `<ul>${rows.join("")}</ul>`;
	}

	empty_html(found) {
		const homes = this.is_home_search;
		const text = homes
			? __("There is no approved home to choose from. Approve the homes that wait for inspection, or add one.")
			: __("No household is seeking a home. Make the households that are ready start seeking.");
		const stage = homes ? "Inspection" : "Ready";
		const label = homes ? __("Homes in inspection") : __("Households that are ready");
		const left_out = found.left_out
			? `<p>${__("Not shown, because they have an offer or a home already: {0}.", [found.left_out])}</p>`
			: "";
		return `<div class="odh-empty"><p>${text}</p>${left_out}
			<button type="button" class="btn btn-default btn-sm" data-list="${this.cards}" data-stage="${stage}">
				${label}</button></div>`;
	}

	ask_from_date(card) {
		const dialog = new frappe.ui.Dialog({
			title: __("Propose {0}", [card.title]),
			fields: [
				{
					fieldname: "from_date",
					fieldtype: "Date",
					label: __("From"),
					reqd: 1,
					default: card.from_date || frappe.datetime.get_today(),
					description: __("The first day on which both can. Nothing is reserved until the home is offered."),
				},
			],
			primary_action_label: __("Propose"),
			primary_action: ({ from_date }) => this.propose(card, from_date, dialog),
		});
		dialog.show();
	}

	async propose(card, from_date, dialog) {
		dialog.disable_primary_action();
		try {
			const { placement } = await frappe.xcall("oppna_ditt_hem.brokerage.propose", {
				applicant: card.applicant,
				listing: card.listing,
				from_date,
				matching_run: this.run,
			});
			dialog.hide();
			this.go_to(placement);
		} catch {
			// The platform has shown the refusal; the date can be changed and sent again.
			dialog.enable_primary_action();
		}
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

function loading_html(homes) {
	const text = homes ? __("Comparing the homes …") : __("Comparing the households …");
	return `<div class="odh-loading" role="status"><span class="spinner-border spinner-border-sm" aria-hidden="true">
		</span> ${text}</div>`;
}

function failed_html() {
	return `<div class="odh-empty"><p>${__("The search could not be done. The message says why.")}</p>
		<button type="button" class="btn btn-default btn-sm" data-again="1">${__("Search again")}</button></div>`;
}
