frappe.require("start_page.bundle.js").then(() => {
	oppna_ditt_hem.show_places_map(root_element.querySelector(".places-map"));
});
