/**
 * Draws what `start_page.map_of_places` placed. No request leaves the site. The shadow root of a Custom HTML
 * Block hides links from the Desk's own handling; hence `go_on_click`.
 */
import { element, shape } from "./nodes.js";

frappe.provide("oppna_ditt_hem");

oppna_ditt_hem.show_places_map = async function (container) {
	const map = await frappe.xcall("oppna_ditt_hem.start_page.map_of_places");
	container.replaceChildren();
	if (!map.rows.length) {
		container.append(element("p", {}, __("No free places and no waiting households.")));
		return;
	}
	if (map.points.length) container.append(drawing(map));
	container.append(below(map), table(map));
};

function drawing(map) {
	return places_drawing(map, {
		label: __("Map of free places and waiting households"),
		counts: (point) => counts_of(point, map),
		link: (point) => go_on_click(shape("a", { href: list_url(point.locality, map) }), point.locality, map),
	});
}

/**
 * A map of circles that `places_map.draw` placed. `counts` words a point's numbers; `link` gives the node that a
 * point lies in where it leads somewhere.
 */
export function places_drawing(map, { label, counts, link = () => shape("g", { role: "img" }) }) {
	const svg = shape("svg", { viewBox: `0 0 ${map.width} ${map.height}`, role: "group", "aria-label": label });
	map.points.forEach((point) => svg.append(place(point, counts(point), link(point))));
	svg.append(scale(map));
	return svg;
}

function place(point, counts, node) {
	node.setAttribute("aria-label", `${point.locality}: ${counts}`);
	const free = point.free_places ? "free" : "none-free";
	node.append(
		shape("title", {}, `${point.locality}: ${counts}`),
		shape("circle", { cx: point.x, cy: point.y, r: point.radius, class: free })
	);
	const text = shape("text", { "aria-hidden": "true" });
	text.append(
		shape("tspan", { x: point.label_x, y: point.label_y - 4, class: "place" }, point.locality),
		shape("tspan", { x: point.label_x, y: point.label_y + 13 }, counts)
	);
	node.append(text);
	return node;
}

function counts_of(row, map) {
	if (!map.shows_households) return __("{0} free", [row.free_places]);
	return __("{0} free, {1} waiting", [row.free_places, row.households]);
}

function scale(map) {
	const group = shape("g", { "aria-hidden": "true" });
	const y = map.height - 14;
	group.append(
		shape("line", { x1: 14, y1: y, x2: 14 + map.scale.pixels, y2: y, class: "scale" }),
		shape("text", { x: 14, y: y - 6, class: "scale-text" }, `${map.scale.km} km`)
	);
	return group;
}

function below(map) {
	const line = element("div", { class: "below" });
	const legend = map.shows_households
		? __("The larger the circle, the more places are free. Waiting households are counted where they wish to live.")
		: __("The larger the circle, the more places are free.");
	line.append(element("span", {}, legend));
	if (map.outside_tiles) {
		const link = element("a", { href: frappe.router.make_url(["listing", "view", "map"]) }, __("Map with streets"));
		link.addEventListener("click", (event) => {
			event.preventDefault();
			frappe.set_route("List", "Listing", "Map");
		});
		line.append(link);
	}
	return line;
}

function table(map) {
	const details = element("details", map.points.length ? {} : { open: "" });
	const head = element("tr");
	head.append(element("th", { scope: "col" }, __("Locality")));
	columns(map).forEach(([, label]) => head.append(element("th", { scope: "col", class: "number" }, label)));
	const body = element("tbody");
	map.rows.forEach((row) => body.append(table_row(row, map)));
	const thead = element("thead");
	thead.append(head);
	const grid = element("table");
	grid.append(thead, body);
	details.append(element("summary", {}, __("The map as a table")), grid);
	return details;
}

function table_row(row, map) {
	const line = element("tr");
	const name = element("td");
	if (row.locality) {
		name.append(go_on_click(element("a", { href: list_url(row.locality, map) }, row.label), row.locality, map));
	} else {
		name.append(row.label);
	}
	line.append(name);
	columns(map).forEach(([field]) => line.append(element("td", { class: "number" }, row[field])));
	return line;
}

function columns(map) {
	const free = [
		["listings", __("Listings with free places")],
		["free_places", __("Free places")],
	];
	return map.shows_households ? [...free, ["households", __("Households waiting")]] : free;
}

function free_listings(locality, map) {
	return { locality, availability: ["in", map.free_states] };
}

function list_url(locality, map) {
	const query = new URLSearchParams({ locality, availability: JSON.stringify(["in", map.free_states]) });
	return `${frappe.router.make_url(["listing"])}?${query}`;
}

function go_on_click(link, locality, map) {
	link.addEventListener("click", (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		frappe.route_options = free_listings(locality, map);
		frappe.set_route("List", "Listing", "List");
	});
	return link;
}
