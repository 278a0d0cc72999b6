// Meetings, by the hour. They are moved in the form, where both sides' answers stand.
frappe.views.calendar["Placement"] = {
	field_map: { start: "meeting_at", end: "meeting_until", id: "name", title: "title", status: "stage" },
	style_map: { Meeting: "warning", Contract: "success", "Moved In": "success" },
	options: { editable: false, selectable: false },
	get_events_method: "oppna_ditt_hem.meeting.get_events",
};
