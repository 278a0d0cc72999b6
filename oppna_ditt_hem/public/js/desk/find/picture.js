// What stands for a home or a household: its photo, or a calm drawing of its kind.

import { esc } from "./text";

// Each drawing is 96 x 72; lines and areas take the colour of muted text.
const GROUND = '<path d="M6 62h84" class="line"/>';
const HOMES = {
	Room: `<path d="M14 12h68v48H14z" class="line"/><path d="M22 44v12m0-6h36v6m0-6v-4a4 4 0 0 0-4-4H22" class="line"/>
		<path d="M62 20h14v16H62z" class="area"/><path d="M26 38h10v6H26z" class="area"/>`,
	Flat: `<path d="M26 10h44v52H26z" class="line"/>${[18, 31, 44]
		.map((y) => `<path d="M34 ${y}h10v7H34zM52 ${y}h10v7H52z" class="area"/>`)
		.join("")}${GROUND}`,
	House: `<path d="M22 34v28h52V34M14 38l34-24 34 24" class="line"/><path d="M42 46h12v16H42z" class="area"/>
		<path d="M28 42h8v8h-8zM60 42h8v8h-8z" class="area"/>${GROUND}`,
	Cottage: `<path d="M32 40v22h32V40M25 44l23-18 23 18" class="line"/><path d="M43 50h10v12H43z" class="area"/>
		<path d="M78 62V44m0 0l-7 6m7-6l7 6m-7-14l-5 6m5-6l5 6" class="line"/>${GROUND}`,
	Annexe: `<path d="M12 32v30h40V32M6 36l26-20 26 20" class="line"/><path d="M58 46v16h26V46H54" class="line"/>
		<path d="M66 52h10v10H66z" class="area"/>${GROUND}`,
	Other: `<path d="M24 30h48v32H24z" class="line"/><path d="M18 30l8-14h44l8 14z" class="line"/>
		<path d="M42 44h12v18H42z" class="area"/>${GROUND}`,
};
const GROWN = (x) => `<circle cx="${x}" cy="24" r="7" class="area"/><path d="M${x - 10} 60V44a10 10 0 0 1 20 0v16" class="line"/>`;
const SMALL = (x) => `<circle cx="${x}" cy="38" r="5" class="area"/><path d="M${x - 7} 60v-7a7 7 0 0 1 14 0v7" class="line"/>`;

export function home_picture(card) {
	if (card.photo) return `<img class="odh-photo" src="${esc(card.photo)}" alt="" loading="lazy">`;
	return drawing(HOMES[card.kind] || HOMES.Other);
}

/** As many figures as there is room for: grown people first, then children. */
export function household_picture(card) {
	const children = Math.min(cint(card.children), 2);
	const grown = Math.max(1, Math.min(cint(card.household_size) - cint(card.children), 3 - Math.min(children, 1)));
	const step = 96 / (grown + children + 1);
	const places = Array.from({ length: grown + children }, (_, i) => Math.round(step * (i + 1)));
	return drawing(places.map((x, i) => (i < grown ? GROWN(x) : SMALL(x))).join("") + GROUND);
}

function drawing(shapes) {
	return `<svg class="odh-photo odh-drawing" viewBox="0 0 96 72" aria-hidden="true">${shapes}</svg>`;
}
