frappe.listview_settings["Matching Run"] = {
	hide_name_column: true,
	add_fields: ["status", "kind", "policy"],
	filters: [["kind", "=", "Round"]],
	get_indicator(doc) {
		const colors = { Queued: "blue", Running: "blue", Done: "green", Failed: "red", Cancelled: "gray" };
		return [__(doc.status), colors[doc.status] || "gray", `status,=,${doc.status}`];
	},
	onload(listview) {
		oppna_ditt_hem.add_views(listview, [
			{ label: __("Rounds"), filters: [["kind", "=", "Round"]] },
			{ label: __("Searches"), filters: [["kind", "=", "Search"]] },
		]);
		if (!oppna_ditt_hem.may_start_round()) return;
		// A run is never filled in by hand: the one thing to create here is a round.
		listview.set_primary_action = () =>
			listview.page.set_primary_action(__("Start a round"), () => oppna_ditt_hem.start_round());
		listview.set_primary_action();
	},
};
