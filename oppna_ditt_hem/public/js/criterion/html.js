// Small pieces of HTML that the criterion's panels share.

export const esc = (text) => frappe.utils.escape_html(cstr(text));

// A line with a sign before it, so that it is not told by colour alone.
export function line(state, text) {
	const signs = { met: "✓", broken: "✗", unknown: "!" };
	return `<p class="odh-reason odh-${state}"><span class="odh-sign" aria-hidden="true">${signs[state]}</span>
		<span>${text}</span></p>`;
}

export function folded(summary, html, open = false) {
	return `<details class="odh-folded"${open ? " open" : ""}><summary>${summary}</summary>${html}</details>`;
}
