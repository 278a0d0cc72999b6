// A spreadsheet of homes or households: chosen, checked row by row, and imported whole or in its good rows.

const API = "oppna_ditt_hem.imports.api.";
const MOST_BYTES = 5000000;
const ASK_EVERY_MS = 1000;
const AT_WORK = ["Checking", "Importing"];

frappe.provide("oppna_ditt_hem");

// `on_done` is called when something has been imported.
oppna_ditt_hem.import_list = (doctype, on_done) => new ImportDialog(doctype, on_done).open();

class ImportDialog {
	constructor(doctype, on_done = () => {}) {
		this.doctype = doctype;
		this.on_done = on_done;
		this.dialog = new frappe.ui.Dialog({
			title: doctype === "Listing" ? __("Import a list of homes") : __("Import a list of households"),
			size: "extra-large",
			fields: [{ fieldname: "body", fieldtype: "HTML" }],
			on_hide: () => this.leave(),
		});
		this.$body = $('<div class="import-list" aria-live="polite">');
	}

	open() {
		this.dialog.show();
		this.dialog.fields_dict.body.$wrapper.append(this.$body);
		this.ask_for_file();
	}

	// What the user has left is not kept a minute longer than needed.
	leave() {
		this.left = true;
		this.$body.detach();
		if (this.token && !AT_WORK.includes(this.phase)) this.call("forget").catch(() => {});
	}

	call(method, args = {}) {
		const body = JSON.stringify({ token: this.token, ...args });
		return post(`${API}${method}`, body, { "Content-Type": "application/json" });
	}

	ask_for_file(problem) {
		this.actions();
		this.$body.html(`
			<p>${__("Fill in the template, or take a list that you have: the columns are known by their headers.")}
				<a href="#" class="template">${__("Download the template")}</a></p>
			<div class="form-group">
				<label for="import-list-file">${__("Choose a file, .xlsx or .csv")}</label>
				<input type="file" id="import-list-file" class="form-control" accept=".xlsx,.csv">
			</div>
			<p class="text-danger problem" role="alert"></p>
			<p class="text-muted small">${__("Every row is checked first. Nothing is imported before you say so.")}</p>`);
		this.$body.find(".problem").text(problem || "");
		this.$body.find(".template").on("click", (event) => {
			event.preventDefault();
			download("download_template", { doctype: this.doctype });
		});
		this.$body.find("input").on("change", (event) => this.take(event.target.files[0]));
	}

	async take(file) {
		if (!file) return;
		if (file.size > MOST_BYTES) {
			return this.ask_for_file(__("The file is too large: at most {0} MB are taken.", [MOST_BYTES / 1e6]));
		}
		try {
			this.show_progress({ phase: "Checking" });
			this.token = (await upload(file)).token;
			this.follow(await this.call("check", { doctype: this.doctype }));
		} catch (error) {
			this.ask_for_file(error.message);
		}
	}

	// Without a socket server nobody tells the browser, so it asks.
	follow(state) {
		this.phase = state.phase;
		if (AT_WORK.includes(state.phase)) {
			this.show_progress(state);
			setTimeout(() => this.ask(), ASK_EVERY_MS);
		} else if (this.left) {
			this.tell_afterwards(state);
		} else if (state.phase === "Checked") this.show_report(state);
		else if (state.phase === "Done") this.show_result(state);
		else this.ask_for_file(state.message);
	}

	async ask() {
		try {
			this.follow(await this.call("progress"));
		} catch (error) {
			this.ask_for_file(error.message);
		}
	}

	tell_afterwards(state) {
		if (state.phase === "Done") {
			frappe.show_alert({ message: __("{0} rows imported", [state.result.imported]), indicator: "green" });
		} else if (state.phase === "Failed") frappe.msgprint(frappe.utils.escape_html(state.message));
		if (state.phase !== "Done") this.call("forget").catch(() => {});
		else this.on_done();
	}

	show_progress({ phase, done = 0, total = 0 }) {
		this.actions();
		const percent = total ? Math.round((100 * done) / total) : 0;
		const text =
			phase === "Importing"
				? __("Importing row {0} of {1}", [done, total])
				: total
				? __("Checking row {0} of {1}", [done, total])
				: __("Reading the file");
		this.$body.html(`<p>${text}</p>
			<div class="progress"><div class="progress-bar" role="progressbar" style="width: ${percent}%"
				aria-valuenow="${percent}" aria-valuemin="0" aria-valuemax="100"></div></div>
			<p class="text-muted small">${__("The work goes on if you close this window.")}</p>`);
	}

	show_report({ report }) {
		this.$body.html(`
			<p>${pill("green", __("{0} rows can be imported", [report.good]))}
				${report.bad ? pill("red", __("{0} rows are refused", [report.bad])) : ""}</p>
			${notes(report)}${report.bad ? table(report) : ""}`);
		this.offer_refused();
		const start = (rows) => this.start(rows);
		if (!report.good) this.actions([__("Choose another file"), () => this.again()]);
		else if (!report.bad) this.actions([__("Import {0} rows", [report.good]), () => start("all")]);
		else {
			this.actions(
				[__("Import the {0} good rows", [report.good]), () => start("good")],
				[__("Import nothing until all are right"), () => this.again()]
			);
		}
	}

	async start(rows) {
		try {
			this.phase = "Importing";
			this.show_progress({ phase: "Importing" });
			this.follow(await this.call("start", { rows }));
		} catch (error) {
			this.phase = "Failed";
			this.ask_for_file(error.message);
		}
	}

	again() {
		this.call("forget").catch(() => {});
		this.token = null;
		this.ask_for_file(__("Nothing was imported. Correct the rows and choose the file again."));
	}

	show_result({ result, report }) {
		const log = frappe.utils.get_form_link("Data Import", result.data_import);
		this.$body.html(`
			<p>${pill("green", __("{0} rows imported", [result.imported]))}
				${result.landlords ? pill("blue", __("{0} new landlords", [result.landlords])) : ""}
				${report.bad ? pill("red", __("{0} rows left out", [report.bad])) : ""}</p>
			<p><a href="${log}">${__("See what was imported")}</a></p>
			${report.bad ? table(report) : ""}`);
		this.offer_refused();
		this.actions([__("Close"), () => this.dialog.hide()]);
		this.on_done();
	}

	offer_refused() {
		this.$body
			.find(".refused")
			.on("click", () => download("download_refused", { token: this.token }));
	}

	actions(primary, secondary) {
		this.dialog.get_primary_btn().toggleClass("hide", !primary);
		this.dialog.get_secondary_btn().toggleClass("hide", !secondary);
		if (primary) this.dialog.set_primary_action(...primary);
		if (secondary) {
			this.dialog.set_secondary_action_label(secondary[0]);
			this.dialog.set_secondary_action(secondary[1]);
		}
	}
}

const escape = (value) => frappe.utils.escape_html(String(value === null ? "" : value));
const pill = (colour, text) => `<span class="indicator-pill ${colour} mr-2">${text}</span>`;

function notes({ unknown_columns, new_landlords }) {
	const lines = [];
	if (unknown_columns.length) {
		lines.push(__("These columns are not known and are left out: {0}", [escape(unknown_columns.join(", "))]));
	}
	if (new_landlords.length) {
		lines.push(__("New in the register of landlords: {0}", [escape(new_landlords.join(", "))]));
	}
	return lines.map((line) => `<p>${line}</p>`).join("");
}

function table({ faults, fault_count }) {
	const rows = faults.map(
		({ row, column, value, reason }) =>
			`<tr><td>${row}</td><td>${escape(column)}</td><td>${escape(value)}</td><td>${escape(reason)}</td></tr>`
	);
	const more = fault_count - faults.length;
	return `<div style="max-height: 45vh; overflow: auto">
		<table class="table table-bordered table-sm"><thead><tr>
			<th scope="col">${__("Row")}</th><th scope="col">${__("Column")}</th>
			<th scope="col">${__("Value")}</th><th scope="col">${__("Reason")}</th></tr></thead>
		<tbody>${rows.join("")}</tbody></table></div>
		${more > 0 ? `<p>${__("… and {0} more.", [more])}</p>` : ""}
		<button class="btn btn-default btn-sm refused">${__("Download the refused rows with reasons")}</button>`;
}

function download(method, args) {
	const link = document.createElement("a");
	link.href = `/api/method/${API}${method}?${new URLSearchParams(args)}`;
	link.download = "";
	link.click();
}

// The platform's own upload, told to hand the file to us instead of keeping it.
function upload(file) {
	const form = new FormData();
	form.append("file", file, file.name);
	form.append("method", `${API}receive`);
	return post("upload_file", form);
}

// `frappe.call` would show a refusal in a box on top; here it belongs beside the file that was refused.
async function post(method, body, headers = {}) {
	const answer = await fetch(`/api/method/${method}`, {
		method: "POST",
		headers: { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token, ...headers },
		body,
	});
	const said = await answer.json();
	if (!answer.ok) throw new Error(refusal(said));
	return said.message;
}

// What the server said, in plain words. It may quote a file's name: a parsed document loads nothing and runs nothing.
function refusal({ _server_messages }) {
	const sent = JSON.parse(_server_messages || "[]").map((message) => JSON.parse(message).message);
	const said = new DOMParser().parseFromString(sent[0] || __("Something went wrong. Try again."), "text/html");
	return said.body.textContent;
}
