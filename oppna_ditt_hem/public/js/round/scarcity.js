// What each kind of home is worth to the round, and which homes would house most of those still waiting.

import { places_drawing } from "../start_page/places_map";
import { bar_html, decimal, empty_html, esc, table_html, whole } from "./parts";

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
	const most = Math.max(...wanted.map((one) => one.people));
	const columns = [
		{ label: __("Kind and locality") },
		{ label: __("Places"), number: true },
		{ label: __("Households left whom it suits"), number: true },
		{ label: __("More people with a home") },
	];
	const rows = wanted.map((one) => [
		esc(one.label),
		whole(one.places),
		whole(one.households),
		bar_html(one.people, most, whole),
	]);
	$part.html(`<p>${__("Ask landlords here first. One more home of this kind would let so many more people get one; everybody who can moves up.")}</p>
		${table_html(__("What one more home would do"), columns, rows)}<div class="odh-map"></div>`);
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
	const most = { people: largest(prices, "people"), points: largest(prices, "points") };
	const columns = [
		{ label: __("Kind and locality") },
		{ label: __("Homes"), number: true },
		{ label: __("More people") },
		{ label: __("More points") },
	];
	const rows = prices.map((one) => [
		esc(one.label),
		whole(one.homes),
		bar_html(one.people, most.people, decimal),
		bar_html(one.points, most.points, decimal),
	]);
	$part.html(`<p>${__(
		"What one more home like these would add to the round: so many more people with a home, and so many points. Don't spend the dear ones on those whom another home suits as well."
	)}</p>${table_html(__("What one more home is worth, on average"), columns, rows)}`);
}

const largest = (rows, unit) => Math.max(...rows.map((one) => one[unit]));
