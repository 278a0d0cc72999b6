"use strict";
(function () {
	const root = document.documentElement;
	const words = JSON.parse(document.getElementById("words").textContent);
	const every = (selector, within) => Array.from((within || document).querySelectorAll(selector));
	const collator = new Intl.Collator(root.lang, { numeric: true });

	/** Table bodies where a row has its reasons under it, else rows. */
	function entries(table) {
		return table.classList.contains("proposals") ? Array.from(table.tBodies) : Array.from(table.tBodies[0].rows);
	}

	function value(entry, column) {
		const row = entry.rows ? entry.rows[0] : entry;
		const cell = row.cells[column];
		return cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
	}

	function sort(table, head, column) {
		const down = head.getAttribute("aria-sort") === "ascending";
		every("th", table.tHead).forEach((other) => other.removeAttribute("aria-sort"));
		head.setAttribute("aria-sort", down ? "descending" : "ascending");
		const sorted = entries(table).map((entry) => [value(entry, column), entry]);
		// What isn't given comes last, whichever way.
		sorted.sort(([a], [b]) => (a === "") - (b === "") || collator.compare(a, b) * (down ? -1 : 1));
		const parent = sorted.length ? sorted[0][1].parentNode : null;
		sorted.forEach(([, entry]) => parent.appendChild(entry));
	}

	every("table.sortable").forEach((table) => {
		every("thead th", table).forEach((head, column) => {
			if (head.classList.contains("plain")) return;
			head.dataset.label = head.textContent;
			const button = document.createElement("button");
			button.type = "button";
			button.append(...head.childNodes);
			head.append(button);
			button.addEventListener("click", () => sort(table, head, column));
		});
	});

	function fold(text) {
		return text.toLocaleLowerCase(root.lang).normalize("NFC");
	}

	every("input[type=search]").forEach((box) => {
		const list = document.getElementById(box.dataset.list);
		const found = document.getElementById(box.getAttribute("aria-describedby"));
		const items = list.tagName === "TABLE" ? entries(list) : Array.from(list.children);
		const texts = items.map((item) => fold(item.textContent));
		box.addEventListener("input", () => {
			const sought = fold(box.value).split(/\s+/).filter(Boolean);
			let shown = 0;
			items.forEach((item, i) => {
				item.hidden = !sought.every((word) => texts[i].includes(word));
				shown += !item.hidden;
			});
			found.textContent = sought.length
				? words.shown.replace("{0}", shown).replace("{1}", items.length)
				: "";
		});
	});

	function open(button, wanted) {
		button.setAttribute("aria-expanded", wanted);
		button.closest("tbody").classList.toggle("open", wanted);
	}

	every(".why-button").forEach((button) => {
		button.addEventListener("click", () => open(button, button.getAttribute("aria-expanded") !== "true"));
	});
	every(".all-reasons").forEach((all) => {
		all.addEventListener("click", () => {
			const wanted = all.getAttribute("aria-pressed") !== "true";
			all.setAttribute("aria-pressed", wanted);
			every(".why-button").forEach((button) => open(button, wanted));
		});
	});
	every(".print").forEach((button) => button.addEventListener("click", () => window.print()));
	every(".brief-print").forEach((box) => {
		const set = () => document.body.classList.toggle("brief", !box.checked);
		box.addEventListener("change", set);
		set();
	});
})();
