frappe.ui.form.on("Listing", {
	setup(frm) {
		// The platform would fill it with the language of whoever adds the row.
		frappe.meta.get_docfield("Spoken Language", "language").no_default = 1;
		const reasons = {
			return_reason: "Listing Returned",
			reject_reason: "Listing Rejected",
			close_reason: "Listing Closed",
		};
		Object.entries(reasons).forEach(([fieldname, applies_to]) => {
			frm.set_df_property(fieldname, "link_filters", null);
			frm.set_query(fieldname, () => oppna_ditt_hem.reasons_query(applies_to));
		});
		frm.set_query("part_of", () => ({
			filters: { landlord: frm.doc.landlord, part_of: ["is", "not set"], name: ["!=", frm.doc.name] },
		}));
	},

	refresh(frm) {
		show_photos(frm);
		if (frm.is_new()) return;
		frm.set_df_property(
			"inspected_on",
			"description",
			__("Every line is answered on the spot. A fault stops the approval, and somebody other than who entered the offer approves it.")
		);
		oppna_ditt_hem.next_step(frm, next_for_listing(frm.doc));
		add_find_households(frm);
		add_room_button(frm);
		oppna_ditt_hem.add_message_button(frm);
		if (frm.doc.confirmation_asked_on) oppna_ditt_hem.show_letters(frm);
		return oppna_ditt_hem.show_rent(frm);
	},

	before_workflow_action: (frm) => oppna_ditt_hem.ask_before(frm),
});

frappe.ui.form.on("Listing Photo", {
	image: show_photos,
	photos_remove: show_photos,
});

function add_find_households(frm) {
	if (!frappe.model.can_create("Placement")) return;
	oppna_ditt_hem.add_search_button(frm, __("Find households"), {
		open: frm.doc.stage === "Approved" && !frm.is_dirty(),
		hint: frm.is_dirty()
			? __("Save the home first.")
			: __("Households are sought for a home that is {0}. This one is {1}.", [
					__("Approved").bold(),
					__(frm.doc.stage).bold(),
			  ]),
		run: () => new oppna_ditt_hem.MatchSearch("Listing", frm.doc.name, frm.doc.title),
	});
}

function add_room_button(frm) {
	if (frm.doc.part_of || frm.doc.kind === "Room" || !frappe.model.can_create("Listing")) return;
	const { landlord, locality, address_line, postal_code, tenure, name } = frm.doc;
	frm.add_custom_button(__("Add a room in this home"), () =>
		frappe.new_doc("Listing", {
			landlord,
			locality,
			address_line,
			postal_code,
			tenure,
			kind: "Room",
			part_of: name,
		})
	);
}

function show_photos(frm) {
	const $wrapper = frm.fields_dict.photos.$wrapper;
	$wrapper.find(".odh-photos").remove();
	const figures = (frm.doc.photos || [])
		.filter((row) => row.image)
		.map((row) => {
			const src = frappe.utils.escape_html(row.image);
			const caption = frappe.utils.escape_html(row.caption || __("Photo {0}", [row.idx]));
			return `<figure><a href="${src}" target="_blank"><img src="${src}" alt="${caption}" loading="lazy"></a>
				<figcaption>${caption}</figcaption></figure>`;
		});
	if (figures.length) $wrapper.append(`<div class="odh-photos">${figures.join("")}</div>`);
}

function next_for_listing(doc) {
	return (
		{
			Draft: { text: __("You or the landlord: fill in the offer and submit it."), stage: "Submitted" },
			Submitted: {
				text: __("You: review the offer, then start the inspection or return it for changes."),
				stage: "Inspection",
				color: "orange",
			},
			Returned: {
				text: __("The landlord: change what was asked for and submit again. {0}", [
					frappe.utils.escape_html(doc.return_message || ""),
				]),
				stage: "Submitted",
				color: "yellow",
			},
			Inspection: {
				text: __("You: inspect the home and fill in the protocol. A colleague approves what you entered yourself."),
				stage: "Approved",
				color: "orange",
			},
			Approved: approved(doc),
			Paused: {
				text: doc.paused_until
					? __("The home is paused until {0}.", [frappe.datetime.str_to_user(doc.paused_until)])
					: __("The home is paused."),
				color: "yellow",
			},
			Rejected: { text: __("The offer was rejected. A manager can reopen it."), color: "red" },
			Closed: { text: __("The offer is closed. A manager can reopen it."), color: "yellow" },
		}[doc.stage] || {}
	);
}

function approved(doc) {
	return (
		{
			Free: { text: __("The home is free. You: find households, and propose one."), color: "green" },
			"Partly Free": {
				text: __("There are places left: {0}. You: find households for them.", [doc.free_places]),
				color: "green",
			},
			Reserved: { text: __("The home is reserved by an offer; see Connections."), color: "orange" },
			Let: { text: __("The home is let; see Connections.") },
			"Needs Confirmation": {
				text: __("Ask the landlord whether the home is still free, and write the day in {0}.", [
					__("Last confirmed on", null, "Listing").bold(),
				]),
				color: "orange",
			},
		}[doc.availability] || { text: __("The home is approved, but not available in these days.") }
	);
}
