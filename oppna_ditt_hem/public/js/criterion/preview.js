// What saving would do with the homes and households of today, side by side.

import { esc, line } from "./html";

export class Preview {
	constructor(frm) {
		this.frm = frm;
	}

	// Asked first: a refusal is a message of its own, and there is nothing to show beside it.
	async open() {
		frappe.dom.freeze(__("Comparing every household with every home, before and after …"));
		try {
			const doc = JSON.stringify(this.frm.doc);
			this.show(await frappe.xcall("oppna_ditt_hem.criteria.api.preview", { doc }));
		} catch {
			// The platform has shown the refusal.
		} finally {
			frappe.dom.unfreeze();
		}
	}

	show(found) {
		const dialog = new frappe.ui.Dialog({
			title: __("What the change would do"),
			size: "extra-large",
			fields: [{ fieldname: "body", fieldtype: "HTML" }],
			primary_action_label: __("Save"),
			primary_action: () => {
				dialog.hide();
				this.frm.save();
			},
			secondary_action_label: __("Close"),
			secondary_action: () => dialog.hide(),
		});
		dialog.$wrapper.addClass("odh-search");
		dialog.get_primary_btn().toggle(this.frm.is_dirty());
		dialog.fields_dict.body.html(preview_html(found));
		dialog.show();
	}
}

function preview_html(found) {
	const parts = [notes_html(found), totals_html(found)];
	if (found.changes_nothing) parts.push(nothing_html(found));
	else parts.push(sides_html(found), best_html(found), moved_html(found));
	parts.push(
		`<p class="small text-muted">${__("Only the homes and households that you may see are counted.")}</p>`
	);
	return `<div class="odh-preview">${parts.join("")}</div>`;
}

function notes_html({ used, day }) {
	const notes = [];
	if (!used) notes.push(__("As it stands, the criterion is not used: it is not active, or its period is over."));
	if (day !== frappe.datetime.get_today()) {
		notes.push(
			__("The criterion is used from {0}. This is what it would do with the homes and households of today.", [
				frappe.datetime.str_to_user(day),
			])
		);
	}
	return notes.map((note) => line("unknown", note)).join("");
}

function totals_html(found) {
	const rows = [
		[__("Pairs of a household and a home that are possible"), found.pairs_before, found.pairs_after],
		[__("Households without any possible home"), found.homeless_before, found.homeless_after],
	].map(
		([label, before, after]) => `<tr><th scope="row">${label}</th><td>${before}</td><td>${after}</td>
			<td>${signed(after - before)}</td></tr>`
	);
	const caption = __("Households that seek a home: {0}. Homes to choose from: {1}.", [
		found.households,
		found.listings,
	]);
	return `<table class="table table-sm odh-totals"><caption>${caption}</caption><thead><tr><td></td>
		<th scope="col">${__("Now")}</th><th scope="col">${__("After")}</th><th scope="col">${__("Difference")}</th>
		</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function signed(number) {
	if (!number) return "±0";
	return number > 0 ? `+${number}` : `−${-number}`;
}

function nothing_html(found) {
	const text =
		found.households && found.listings
			? __("Nothing changes: the same pairs are possible, with the same scores.")
			: __("There is nothing to compare: no household seeks a home, or no home is approved.");
	return `<div class="odh-empty"><p>${text}</p></div>`;
}

function sides_html(found) {
	return `<div class="odh-sides">${side_html("lost", found)}${side_html("gained", found)}</div>`;
}

function side_html(side, found) {
	const lost = side === "lost";
	const household = ([name, homes]) => `${household_link(found, name)} <span class="text-muted">
		${lost ? __("homes now: {0}", [homes]) : __("homes after: {0}", [homes])}</span>`;
	const listing = ([name]) => listing_link(found, name);
	const pair = ([one, other]) => `${household_link(found, one)} – ${listing_link(found, other)}`;
	const heading = lost ? __("Lost") : __("Gained");
	return `<section class="odh-side-${side}" aria-label="${heading}">
		<h4><span class="odh-sign" aria-hidden="true">${lost ? "−" : "+"}</span> ${heading}</h4>
		${list_html(
			lost ? __("Households that lose their last home") : __("Households that gain their first home"),
			found.last_homes[side],
			household
		)}
		${list_html(
			lost ? __("Homes that lose their last household") : __("Homes that gain their first household"),
			found.last_households[side],
			listing
		)}
		${list_html(lost ? __("Pairs no longer possible") : __("Pairs newly possible"), found.pairs[side], pair)}
	</section>`;
}

function list_html(heading, { count, rows }, row_html) {
	const body = count
		? `<ul>${rows.map((row) => `<li>${row_html(row)}</li>`).join("")}${more_html(count - rows.length)}</ul>`
		: `<p class="text-muted">${__("None")}</p>`;
	return `<h5>${heading} <span class="odh-count">${count}</span></h5>${body}`;
}

function more_html(more) {
	return more > 0 ? `<li class="text-muted">${__("and {0} more", [more])}</li>` : "";
}

function best_html(found) {
	const rows = found.best.rows.map(
		([household, before, score, after, new_score]) => `<tr><td>${household_link(found, household)}</td>
			<td>${listing_link(found, before)} (${points(score)})</td>
			<td>${listing_link(found, after)} (${points(new_score)})</td></tr>`
	);
	return table_html(
		__("Households whose best home is another"),
		found.best,
		[__("Household"), __("Best home now"), __("Best home after")],
		rows
	);
}

function moved_html(found) {
	const rows = found.moved.rows.map(
		([household, listing, before, after]) => `<tr><td>${household_link(found, household)}</td>
			<td>${listing_link(found, listing)}</td><td>${points(before)}</td><td>${points(after)}</td>
			<td>${after > before ? "▲" : "▼"} ${points(Math.abs(after - before))}</td></tr>`
	);
	return table_html(
		__("Scores that move most"),
		found.moved,
		[__("Household"), __("Home"), __("Now"), __("After"), __("Difference")],
		rows
	);
}

function table_html(heading, { count }, columns, rows) {
	if (!count) return "";
	const heads = columns.map((column) => `<th scope="col">${column}</th>`).join("");
	const more = count > rows.length ? `<p class="text-muted">${__("and {0} more", [count - rows.length])}</p>` : "";
	return `<h5>${heading} <span class="odh-count">${count}</span></h5><div class="odh-scroll">
		<table class="table table-sm"><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></div>${more}`;
}

const points = (score) => format_number(score, null, 1);
const household_link = (found, name) => link("Applicant", name, found.titles.households[name]);
// Many homes have the same title.
const listing_link = (found, name) =>
	`${link("Listing", name, found.titles.listings[name])} <span class="text-muted small">${esc(name)}</span>`;

function link(doctype, name, title = name) {
	return `<a href="${frappe.utils.get_form_link(doctype, name)}" target="_blank">${esc(title)}</a>`;
}
