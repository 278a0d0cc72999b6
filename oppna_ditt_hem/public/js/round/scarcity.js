// What each kind of home is worth to the round, and which homes would house most of those still waiting.

import { places_drawing } from "../start_page/places_map";
import { decimal, empty_html, esc, table_html, whole } from "./parts";

const HEIGHT = 260;

export function show_scarcity($parent, { prices, wanted, map }) {
	$parent.html(`<section aria-label="${__("Homes to look for")}">
			<h3 class="odh-heading">${__("Homes to look for")}</h3><div data-part="wanted"></div></section>
		<section aria-label="${__("What a home is worth")}">
			<h3 class="odh-heading">${__("What a home is worth")}</h3><div data-part="prices"></div></section>`);
	show_wanted($parent.find("[data-part=wanted]"), wanted, map);
	show_prices($parent.find("[data-part=prices]"), prices);
}

function show_wanted($part, wanted, map) {
	if (!wanted.length) {
		return $part.html(empty_html(__("No single kind of home would help those who are still waiting.")));
	}
	$part.html(`<p>${__("Ask landlords here first. One more home of this kind would let so many more people get one; everybody who can moves up.")}</p>
		<div class="odh-chart" aria-hidden="true"></div>
		<ul>${wanted.map((one) => `<li>${esc(one.text)}</li>`).join("")}</ul>
		<div class="odh-map"></div>`);
	const people = wanted.map((one) => one.people);
	draw($part.find(".odh-chart")[0], wanted, [{ name: __("More people with a home"), values: people }]);
	if (map?.points.length) $part.find(".odh-map").append(map_of(map));
}

function map_of(map) {
	const counts = (point) => __("People: {0}", [whole(point.free_places)]);
	const figure = document.createElement("figure");
	figure.append(places_drawing(map, { label: __("Map of where homes are wanted"), counts }));
	const caption = document.createElement("figcaption");
	caption.textContent = __("The larger the circle, the more people a home there would house.");
	figure.append(caption);
	return figure;
}

function show_prices($part, prices) {
	if (!prices.length) {
		return $part.html(empty_html(__("No home is scarce: nobody else would have needed the ones given out.")));
	}
	const columns = [
		{ label: __("Kind and locality") },
		{ label: __("Homes"), number: true },
		{ label: __("More people"), number: true },
		{ label: __("More points"), number: true },
	];
	const rows = prices.map((one) => [esc(one.label), whole(one.homes), decimal(one.people), decimal(one.points)]);
	$part.html(`<p>${__(
		"What one more home like these would add to the round: so many more people with a home, and so many points. Don't spend the dear ones on those whom another home suits as well."
	)}</p><div class="odh-chart" aria-hidden="true"></div>${table_html(__("What one more home is worth, on average"), columns, rows)}`);
	const unit = prices.some((one) => one.people) ? "people" : "points";
	const name = unit === "people" ? __("More people") : __("More points");
	draw($part.find(".odh-chart")[0], prices, [{ name, values: prices.map((one) => one[unit]) }]);
}

function draw(element, rows, datasets) {
	new frappe.Chart(element, {
		type: "bar",
		height: HEIGHT,
		animate: false,
		data: { labels: rows.map((row) => row.label), datasets },
		axisOptions: { xAxisMode: "tick", shortenYAxisNumbers: 1 },
		barOptions: { spaceRatio: 0.4 },
	});
}
