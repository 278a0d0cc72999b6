// Numbers as the reader's number format has them, where the platform writes them its own way.

// Per cent: 74,4 % and not 74.4%.
frappe.form.formatters.Percent = (value, docfield, options) => {
	if (value === null || value === undefined || value === "") return "";
	const places = docfield?.precision || cint(frappe.boot.sysdefaults?.float_precision) || 2;
	const number = flt(value, places);
	const decimals = Number.isInteger(number) ? 0 : String(number).split(".")[1].length;
	return frappe.form.formatters._right(`${format_number(number, null, decimals)}\u00a0%`, options);
};

// Beside an axis the platform writes 100.00 and 600 K, and rounds what is small: of 0.25, 0.5, 0.75 and 1 it makes 0, 0.5, 1 and 1.
const LONGEST = 1_000_000;
const of_platform = frappe.utils.format_chart_axis_number;
frappe.utils.format_chart_axis_number = (label, country) => {
	const number = Number(label);
	if (Math.abs(number) < 10 && !Number.isInteger(number)) return "";
	return Math.abs(number) < LONGEST ? format_number(number, null, 0) : of_platform(label, country);
};
