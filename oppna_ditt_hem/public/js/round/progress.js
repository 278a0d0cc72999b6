// A round that is queued or running: a bar, what is being done, and a way to stop it.

import { API, esc } from "./parts";

const ASK_EVERY_MS = 1500;

export class RoundProgress {
	// `on_end` is called once the round is no longer queued or running.
	constructor(run, $parent, { may_cancel, on_end }) {
		Object.assign(this, { run, $parent, may_cancel, on_end });
		this.told = (message) => message.run === this.run && this.ask();
		// A socket server tells at once; without one the page asks.
		frappe.realtime.on("matching_round", this.told);
	}

	show() {
		this.$parent.html(`<div class="odh-progress">
			<p class="odh-doing" role="status" aria-live="polite"></p>
			<div class="progress"><div class="progress-bar" role="progressbar" aria-valuemin="0" aria-valuemax="100"
				aria-valuenow="0" aria-label="${__("How far the round is")}"></div></div>
			<p class="text-muted">${__("The work goes on if you leave this page.")}</p>
			${this.may_cancel ? `<button type="button" class="btn btn-default btn-sm">${__("Cancel the round")}</button>` : ""}
		</div>`);
		this.$parent.find("button").on("click", () => this.ask_to_cancel());
		return this.ask();
	}

	leave() {
		this.left = true;
		clearTimeout(this.timer);
		frappe.realtime.off("matching_round", this.told);
	}

	async ask() {
		if (this.left || this.asking) return;
		clearTimeout(this.timer);
		this.asking = true;
		try {
			this.follow(await frappe.xcall(`${API}round_status`, { run: this.run }));
		} finally {
			this.asking = false;
		}
	}

	follow(state) {
		if (this.left) return;
		if (!["Queued", "Running"].includes(state.status)) {
			this.leave();
			return this.on_end();
		}
		this.$parent.find(".odh-doing").text(in_words(state));
		this.$parent
			.find(".progress-bar")
			.css("width", `${state.percent}%`)
			.attr({ "aria-valuenow": state.percent, "aria-valuetext": in_words(state) });
		this.$parent.find("button").prop("disabled", state.cancelling);
		this.timer = setTimeout(() => this.ask(), ASK_EVERY_MS);
	}

	ask_to_cancel() {
		frappe.confirm(__("Cancel the round? Nothing of it is kept."), async () => {
			await frappe.xcall(`${API}cancel_round`, { run: this.run });
			this.ask();
		});
	}
}

function in_words(state) {
	if (state.cancelling) return __("The round is cancelled as soon as the current step is done.");
	if (state.no_worker) {
		return __("No background worker is running. Ask whoever runs the system to start one; the round waits.");
	}
	if (state.status === "Queued") return __("The round waits for a background worker.");
	return state.doing ? `${state.doing} … ${state.percent} %` : __("The round is being computed …");
}

export function failed_html(doc, button) {
	return `<div class="odh-empty" role="alert"><p class="odh-message">${esc(doc.message)}</p>${button}</div>`;
}
