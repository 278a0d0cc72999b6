// The charts of the public page of figures. The tables beside them say the same, so a reader of the screen is spared these.

import { Chart } from "frappe-charts/dist/frappe-charts.esm";

const COLOURS = ["#1d6b3c", "#e8730d"];

function draw(part) {
	const at = document.querySelector(`[data-part="${part.id}"]`);
	if (!part.rows.some((row) => row.values.some(Boolean))) return at.remove();
	// What is masked has no bar; the table says that it is.
	const datasets = part.columns.map((name, column) => ({
		name,
		values: part.rows.map((row) => row.values[column] || 0),
	}));
	new Chart(at, {
		type: "bar",
		height: 260,
		animate: false,
		colors: COLOURS,
		barOptions: { spaceRatio: 0.4 },
		data: { labels: part.rows.map((row) => row.label), datasets },
	});
}

JSON.parse(document.getElementById("open-figures").textContent).forEach(draw);
