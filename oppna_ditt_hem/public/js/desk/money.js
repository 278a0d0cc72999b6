// Kronor the way Swedes write them: whole where they are whole, the symbol where the currency has it, unbroken.
export function money(value) {
	const decimals = Number.isInteger(flt(value, 2)) ? 0 : 2;
	return format_currency(value, frappe.boot.sysdefaults.currency, decimals).replaceAll(" ", "\u00a0");
}
