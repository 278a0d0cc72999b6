// What an expression may say, beside where it is written, and whether what is written will do.

import { esc, folded, line } from "./html";

export class ExpressionGuide {
	constructor(frm, guide) {
		this.frm = frm;
		this.guide = guide;
		this.$guide = frm.fields_dict.expression_help.$wrapper;
		this.$check = frm.fields_dict.expression_check.$wrapper.attr("aria-live", "polite");
		this.$guide.on("click", "[data-insert]", (event) => this.insert(event.currentTarget.dataset.insert));
		this.$guide.on("click", "[data-example]", (event) => this.take(event.currentTarget.dataset.example));
		this.$guide.on("input", "[type=search]", (event) => this.find(event.currentTarget.value));
		this.check_soon = frappe.utils.debounce(() => this.check(), 400);
	}

	refresh() {
		if (this.frm.doc.source !== "Expression") return;
		if (!this.$guide.find(".odh-guide").length) this.$guide.html(this.html());
		this.set_up_editor();
		this.check();
	}

	// The editor is the platform's; what it lacks is a name, a list of words, and a way out by the Tab key.
	async set_up_editor() {
		const field = this.frm.fields_dict.expression;
		await field.load_lib?.();
		if (!field.editor || this.is_set_up) return;
		this.is_set_up = true;
		field.editor.textInput.getElement().setAttribute("aria-label", __("Expression"));
		field.editor.commands.bindKey("Tab", null);
		field.editor.commands.bindKey("Shift-Tab", null);
		field.editor.setOption("wrap", true);
		this.frm.set_df_property("expression", "autocompletions", this.words());
	}

	words() {
		const names = this.guide.names.flatMap((side) => side.names);
		return [
			...names.map(({ name, kind }) => ({ value: name, meta: kind, score: 2 })),
			...this.guide.functions.map(({ name }) => ({ value: name, meta: __("function"), score: 1 })),
		];
	}

	insert(text) {
		const { editor } = this.frm.fields_dict.expression;
		editor?.insert(text);
		editor?.focus();
	}

	take(number) {
		const { kind, expression } = this.guide.examples[number];
		this.frm.set_value({ kind, expression });
	}

	async check() {
		const text = (this.frm.doc.expression || "").trim();
		if (!text) return this.$check.empty();
		const found = await frappe.xcall("oppna_ditt_hem.criteria.api.check_expression", { expression: text });
		if (text !== (this.frm.doc.expression || "").trim()) return;
		this.$check.html(
			found.problem
				? line("broken", esc(found.problem))
				: line("met", __("The expression can be read. It gives a value of the kind {0}.", [esc(found.kind)]))
		);
	}

	find(text) {
		const wanted = text.trim().toLowerCase();
		this.$guide.find("[data-text]").each((_i, row) => {
			row.hidden = Boolean(wanted) && !row.dataset.text.includes(wanted);
		});
		this.$guide.find(".odh-side").each((_i, side) => {
			side.open = Boolean(wanted) || side.dataset.first === "1";
			side.hidden = Boolean(wanted) && !$(side).find("[data-text]:not([hidden])").length;
		});
	}

	html() {
		const sides = this.guide.names.map((side, i) => side_html(side, i === 0));
		return `<div class="odh-guide">
			<h5>${__("What may be used")}</h5>
			<label class="sr-only" for="odh-find-name">${__("Find a name")}</label>
			<input type="search" class="form-control input-sm" id="odh-find-name" placeholder="${__("Find a name")}">
			${sides.join("")}
			${folded(__("Signs and functions"), signs_html([...this.guide.signs, ...this.guide.functions]))}
			${folded(__("Examples"), examples_html(this.guide.examples), true)}
			<p class="small text-muted">${__(
				"A requirement gives yes or no; a preference yes or no, or a number from 0 to 1. What isn't known stays unknown."
			)}</p></div>`;
	}
}

function side_html(side, first) {
	const rows = side.names.map(name_html).join("");
	return `<details class="odh-folded odh-side" data-first="${first ? 1 : 0}"${first ? " open" : ""}>
		<summary>${esc(side.label)} (${side.names.length})</summary><ul class="odh-names">${rows}</ul></details>`;
}

function name_html({ name, kind, meaning, words }) {
	const said = words.map(({ value, label }) => {
		const shown = label === value ? esc(value) : `${esc(value)} (${esc(label)})`;
		return `<button type="button" class="btn btn-xs odh-word" data-insert="${esc(JSON.stringify(value))}">${shown}</button>`;
	});
	const text = `${name} ${kind} ${meaning} ${words.map((word) => word.label).join(" ")}`.toLowerCase();
	return `<li data-text="${esc(text)}">
		<button type="button" class="btn btn-xs odh-name" data-insert="${esc(name)}"
			title="${__("Put it in")}"><code>${esc(name)}</code></button>
		<span class="odh-kind">${esc(kind)}</span> <span>${esc(meaning)}</span>
		${said.length ? `<div class="odh-words">${said.join(" ")}</div>` : ""}</li>`;
}

function signs_html(rows) {
	const lines = rows.map(({ sign, meaning }) => `<li><code>${esc(sign)}</code> ${esc(meaning)}</li>`);
	return `<ul class="odh-names">${lines.join("")}</ul>`;
}

function examples_html(examples) {
	const rows = examples.map(
		({ title, kind, expression }, i) => `<li>
			<button type="button" class="btn btn-xs odh-name" data-example="${i}">${esc(title)}</button>
			<span class="odh-kind">${esc(__(kind))}</span><br><code>${esc(expression)}</code></li>`
	);
	return `<ul class="odh-names">${rows.join("")}</ul>`;
}
