frappe.require("start_page.bundle.js").then(() => {
	oppna_ditt_hem.show_new_case(root_element.querySelector(".new-case"));
});
