// Those whom the round left without: why, what would open how many, and the nearest miss.

import { API, empty_html, esc, form_link, loading_html, more_html, whole } from "./parts";

const SIDES = {
	households: { own: "Applicant", other: "Listing" },
	listings: { own: "Listing", other: "Applicant" },
};

export class Left {
	constructor(run, $parent, { may_search }) {
		Object.assign(this, { run, $parent, may_search });
	}

	show() {
		const titles = { households: __("Households without a proposal"), listings: __("Homes without a proposal") };
		this.$parent.html(
			Object.entries(titles)
				.map(
					([side, title]) => `<section data-side="${side}" aria-label="${title}">
						<h3 class="odh-heading">${title} <span class="odh-total"></span></h3>
						<div class="odh-about"></div><ul class="odh-cards"></ul><div class="odh-more"></div></section>`
				)
				.join("")
		);
		this.$parent.on("click", "[data-more]", (event) => this.more(event.currentTarget));
		this.$parent.on("click", "[data-search]", (event) => this.search(event.currentTarget));
		return Promise.all(Object.keys(SIDES).map((side) => this.load(side, 0)));
	}

	section(side) {
		return this.$parent.find(`[data-side="${side}"]`);
	}

	more(button) {
		return this.load($(button).closest("[data-side]").data("side"), cint(button.dataset.more));
	}

	async load(side, start) {
		const $section = this.section(side);
		if (!start) $section.find(".odh-cards").html(`<li>${loading_html(__("Reading who is left …"))}</li>`);
		const found = await frappe.xcall(`${API}round_left`, { run: this.run, side, start });
		const cards = found.rows.map((row) => this.card_html(side, row)).join("");
		if (start) $section.find(".odh-cards").append(cards);
		else $section.find(".odh-cards").html(cards || `<li>${none_html(side)}</li>`);
		$section.find(".odh-about").html(about_html(found));
		$section.find(".odh-total").text(`(${whole(found.total)})`);
		$section.find(".odh-more").html(more_html(found.next, found.told - start - found.rows.length));
	}

	card_html(side, row) {
		const { own } = SIDES[side];
		return `<li class="odh-card" data-name="${esc(row.name)}">
			<div class="odh-card-head"><div class="odh-card-title"><h4>${form_link(own, row.name, row.title)}</h4>
				<p class="text-muted">${facts(side, row)}</p></div>${this.button_html(side, row)}</div>
			<p>${esc(row.text)}</p>${relaxations_html(side, row)}${nearest_html(side, row)}</li>`;
	}

	button_html(side, row) {
		if (!this.may_search) return "";
		const label = side === "households" ? __("Find homes") : __("Find households");
		return `<button type="button" class="btn btn-default btn-sm" data-search="${esc(row.name)}"
			data-title="${esc(row.title)}" aria-label="${label}: ${esc(row.title)}">${label}</button>`;
	}

	search(button) {
		const side = $(button).closest("[data-side]").data("side");
		new oppna_ditt_hem.MatchSearch(SIDES[side].own, button.dataset.search, button.dataset.title);
	}
}

function about_html({ obstacles, total, told }) {
	const some = total > told ? `<p class="text-muted">${__("Why is told of the first {0}.", [whole(told)])}</p>` : "";
	const list = obstacles.map((text) => `<li>${esc(text)}</li>`).join("");
	return `${list ? `<ul class="odh-relaxations">${list}</ul>` : ""}${some}`;
}

function facts(side, row) {
	const day = row.must_receive_by && frappe.datetime.str_to_user(row.must_receive_by);
	const parts =
		side === "households"
			? [__("People: {0}", [cint(row.people) || 1]), day && __("must be received by {0}", [day])]
			: [row.kind && __(row.kind), row.locality, __("free places: {0}", [cint(row.places)])];
	return esc(parts.filter(Boolean).join(" · "));
}

function relaxations_html(side, row) {
	if (!row.relaxations.length) return "";
	const items = row.relaxations.map((one) => {
		const examples = one.examples.map((it) => form_link(SIDES[side].other, it.name, it.title)).join(", ");
		return `<li>${esc(one.text)} <span class="text-muted">${examples}</span></li>`;
	});
	return `<ul class="odh-relaxations">${items.join("")}</ul>`;
}

function nearest_html(side, row) {
	if (!row.nearest) return "";
	const link = form_link(SIDES[side].other, row.nearest.name, row.nearest.title);
	const broken = row.nearest.broken
		.map((text) => `<li class="odh-reason odh-broken"><span class="odh-sign" aria-hidden="true">✗</span>
			<span><span class="sr-only">${__("Not met")}: </span>${esc(text)}</span></li>`)
		.join("");
	return `<p class="odh-nearest">${__("Nearest miss: {0}", [link])}</p><ul class="odh-reasons">${broken}</ul>`;
}

function none_html(side) {
	return empty_html(
		side === "households"
			? __("Every household that took part has a proposal.")
			: __("Every home that took part has a proposal.")
	);
}
