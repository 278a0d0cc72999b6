"""Somebody who uses a page by keyboard alone, and sees at each stop where they are."""

from playwright.sync_api import Page

MOST_STOPS = 60
STOP = """() => {
	const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
	return {
		tag: at.tagName, name: at.name || at.id || at.textContent.trim().slice(0, 40), value: at.value ?? "",
		text: (at.textContent || "").trim(),
		ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
		seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
	};
}"""


class Keys:
	"""A keyboard at a page; every stop that it makes is looked at.

	Attributes:
		stops: how many there were.
	"""

	def __init__(self, page: Page):
		self.page, self.stops = page, 0

	def press(self, key: str) -> None:
		self.page.keyboard.press(key)

	def here(self) -> dict:
		return self.page.evaluate(STOP)

	def tab(self) -> dict:
		self.press("Tab")
		at = self.here()
		assert at["tag"] != "BODY", f"focus is lost on {self.page.url}"
		assert at["ringed"] and at["seen"], f"no visible focus on {self.page.url}: {at}"
		self.stops += 1
		return at

	def to(self, name: str) -> None:
		"""Go on by Tab to a field of a name, or to a link or button of a text."""
		for _stop in range(MOST_STOPS):
			at = self.tab()
			if name in (at["name"], at["text"]):
				return
		raise AssertionError(f"{name} can't be reached by keyboard on {self.page.url}")

	def skip(self) -> None:
		"""Past the menu, by the first link of the page."""
		self.to("Hoppa till innehållet")
		self.press("Enter")

	def write(self, name: str, text: str) -> None:
		self.to(name)
		self.page.keyboard.type(text)

	def choose(self, name: str, value: str, key: str = "ArrowDown") -> None:
		"""One of several: by Space and the arrow keys."""
		self.to(name)
		if self.here()["tag"] == "INPUT":
			self.press("Space")
		for _step in range(MOST_STOPS):
			if self.here()["value"] == value:
				return
			self.press(key)
		raise AssertionError(f"{name} can't be set to {value} by keyboard")

	def day(self, name: str, iso: str) -> None:
		"""A day in the browser's own field: its parts stand in the order of the browser's own language."""
		year, month, day = iso.split("-")
		self.to(name)
		for parts in ((month, day, year), (year, month, day), (day, month, year)):
			for part in parts:
				self.page.keyboard.type(part)
				if part == year and part is not parts[-1]:
					self.press("ArrowRight")
			if self.here()["value"] == iso:
				return
			for _part in parts:
				self.press("Backspace")
				self.press("ArrowLeft")
		raise AssertionError(f"{name} can't be set to {iso} by keyboard")

	def tick(self, name: str) -> None:
		self.to(name)
		self.press("Space")

	def do(self, button: str) -> None:
		self.to(button)
		with self.page.expect_navigation():
			self.press("Enter")
