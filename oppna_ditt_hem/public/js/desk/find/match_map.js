// The small map beside the list: where the homes are, where the household wishes to live, what it must reach.

import { esc } from "./text";

/** Draws what `match_map.draw` placed; empty where no locality has a position. */
export function map_html(map, homes) {
	if (!map.points.length) return "";
	return `<figure class="odh-map">
		<svg viewBox="0 0 ${map.width} ${map.height}" role="group" aria-label="${__("Map of the localities in the list")}">
			${map.points.map((point) => point_html(point, homes)).join("")}${scale_html(map)}</svg>
		<figcaption>${legend_html(map, homes)}</figcaption></figure>`;
}

function point_html(point, homes) {
	const label = `${point.locality}: ${facts_of(point, homes).join(", ")}`;
	const { x, y, radius: r } = point;
	const number = point.free_places ? `<text x="${x}" y="${y + 4}" class="odh-map-number">${point.free_places}</text>` : "";
	const ring = point.wished ? `<circle cx="${x}" cy="${y}" r="${r + 4}" class="odh-map-wished"/>` : "";
	const place = point.reach || point.home
		? `<rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}" class="odh-map-reach"/>`
		: `<circle cx="${x}" cy="${y}" r="${r}" class="${point.free_places ? "odh-map-homes" : "odh-map-none"}"/>`;
	return `<g class="odh-map-point" role="button" tabindex="0" data-place="${esc(point.locality)}" aria-label="${esc(label)}">
		<title>${esc(label)}</title>${ring}${place}${number}
		${label_html(point)}</g>`;
}

/** Beside its place a label begins, or ends, next to it; above and below it is centred. */
function label_html({ x, radius, label_x, label_y, locality }) {
	const beside = Math.abs(label_x - x) > 1 ? Math.sign(label_x - x) : 0;
	const anchor = { "-1": "end", 0: "middle", 1: "start" }[beside];
	return `<text x="${x + beside * (radius + 8)}" y="${label_y + 4}" style="text-anchor:${anchor}"
		class="odh-map-label">${esc(locality)}</text>`;
}

function facts_of(point, homes) {
	return [
		point.free_places && homes ? __("homes in the list: {0}", [point.free_places]) : "",
		point.free_places && !homes ? __("households in the list that must reach it: {0}", [point.free_places]) : "",
		point.home ? __("the home is here") : "",
		point.wished ? (homes ? __("the household wishes to live here") : __("somebody wishes to live here")) : "",
		point.reach && homes ? __("the household must reach it") : "",
	].filter(Boolean);
}

function legend_html(map, homes) {
	const some = (mark) => map.points.some((point) => point[mark]);
	const lines = [
		homes ? ["odh-map-homes", "circle", __("homes in the list")] : null,
		some("reach") ? ["odh-map-reach", "square", homes ? __("must reach") : __("to be reached")] : null,
		some("home") ? ["odh-map-reach", "square", __("the home")] : null,
		some("wished") ? ["odh-map-wished", "circle", __("wished for")] : null,
	];
	return lines.filter(Boolean).map(key_html).join("");
}

function key_html([name, form, text]) {
	const sign = form === "square"
		? `<rect x="2" y="2" width="10" height="10" class="${name}"/>`
		: `<circle cx="7" cy="7" r="5" class="${name}"/>`;
	return `<span class="odh-map-key"><svg viewBox="0 0 14 14" aria-hidden="true">${sign}</svg> ${text}</span>`;
}

function scale_html(map) {
	const y = map.height - 8;
	return `<g aria-hidden="true"><line x1="8" y1="${y}" x2="${8 + map.scale.pixels}" y2="${y}" class="odh-map-scale"/>
		<text x="8" y="${y - 4}" class="odh-map-scale-text">${map.scale.km} km</text></g>`;
}

/** A place marks its cards and a card its place; choosing a place narrows the list to it. */
export function bind_map($results, choose) {
	const mark = (locality, on) => {
		$results.find(".odh-map-point").each((_, point) => {
			if (point.dataset.place === locality) point.classList.toggle("is-marked", on);
		});
	};
	$results.on("mouseenter mouseleave", ".odh-card", (event) =>
		mark(event.currentTarget.dataset.locality, event.type === "mouseenter")
	);
	$results.on("click", ".odh-map-point", (event) => choose(event.currentTarget.dataset.place));
	$results.on("keydown", ".odh-map-point", (event) => {
		if (!["Enter", " "].includes(event.key)) return;
		event.preventDefault();
		choose(event.currentTarget.dataset.place);
	});
}
