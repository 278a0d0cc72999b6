"""A person at the Desk: goes by what the screen says, in the language it says it."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from playwright.sync_api import Locator, Page, Request, expect

# The Desk draws a form in several turns; what is typed in between is drawn over.
ANSWERED = "() => !frappe.request.ajax_count"
DRAWN = "() => new Promise((done) => requestIdleCallback(done, { timeout: 2000 }))"
CALENDAR_IS_UP = "() => document.querySelector('.datepicker.active')?.getAnimations().length === 0"
# Bootstrap does not hide a dialog that is still coming up, and says nothing.
DIALOGS_ARE_UP = "() => $('.modal.show').get().every((shown) => !$(shown).data('bs.modal')?._isTransitioning)"


class Desk:
	"""One browser window; fields are found by their labels and buttons by their words."""

	def __init__(self, page: Page):
		self.page = page

	@property
	def here(self) -> Locator:
		"""The page that is shown; the Desk keeps those visited before in the same document."""
		return self.page.locator(".page-container:visible")

	@property
	def dialog(self) -> Locator:
		"""The dialog on top."""
		return self.page.locator(".modal.show").last

	def go(self, route: str) -> None:
		self.page.goto(f"/app/{route}")
		self.here.locator(".page-head").wait_for()

	def press(self, label: str) -> None:
		self.here.get_by_role("button", name=label, exact=True).click()

	def confirm(self, label: str) -> None:
		button = self.dialog.get_by_role("button", name=label, exact=True)
		button.wait_for()
		self.page.wait_for_function(DIALOGS_ARE_UP)
		button.click()

	def close(self) -> None:
		"""Close the dialog on top."""
		dialogs = self.page.locator(".modal.show")
		self.dialog.wait_for()
		below = dialogs.count() - 1
		self.page.wait_for_function(DIALOGS_ARE_UP)
		self.dialog.locator(".btn-modal-close:visible").click()
		expect(dialogs).to_have_count(below)
		self.at_rest()

	def texts(self, found: Locator) -> list[str]:
		"""What is written in all that is found, once it is drawn."""
		found.first.wait_for()
		self.at_rest()
		return [text.strip() for text in found.all_inner_texts()]

	# --- lists

	def filter(self, label: str, text: str) -> None:
		"""Type in one of the filters above a list, and choose the first suggestion where it makes any."""
		field = self.here.locator(".standard-filter-section").get_by_placeholder(label, exact=True)
		if field.get_attribute("role") == "combobox":
			self.search(field, text)
			self.suggestion(text).click()
		else:
			field.press_sequentially(text)

	def open_only_row(self, title: str) -> None:
		rows = self.here.locator(".result .list-row")
		expect(rows).to_have_count(1)
		rows.get_by_role("link", name=title, exact=True).first.click()
		self.see_form(title)

	# --- forms

	@property
	def next_step(self) -> Locator:
		"""The line on top of a form that says who does what next."""
		return self.here.locator(".odh-next")

	def see_form(self, title: str) -> None:
		expect(self.here.locator(".title-text")).to_have_text(title)
		self.next_step.wait_for()
		self.settled()

	def tab(self, label: str) -> None:
		"""Turn to a tab, and wait until the one before has faded away."""
		self.here.get_by_role("tab", name=label, exact=True).click()
		expect(self.here.locator(".tab-pane.fade.active:not(.show)")).to_have_count(0)
		self.at_rest()

	def field(self, label: str, within: Locator | None = None) -> Locator:
		text = re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")
		named = self.page.locator(".control-label, .label-area").filter(has_text=text)
		return (within or self.here).locator(".frappe-control:visible").filter(has=named).last

	def fill(self, values: Mapping[str, object], within: Locator | None = None) -> None:
		for label, value in values.items():
			self.fill_one(self.field(label, within), value)

	def fill_one(self, field: Locator, value: object) -> None:
		kind = field.get_attribute("data-fieldtype")
		if kind == "Check":
			field.get_by_role("checkbox").set_checked(bool(value))
		elif kind == "Select":
			field.locator("select").select_option(label=str(value))
		elif kind in ("Link", "Autocomplete"):
			self.choose(field.locator("input"), str(value))
		else:
			typed = field.locator("input, textarea").first
			if kind == "Date":
				self.open_calendar(typed)
			typed.fill(str(value))
			typed.press("Tab")

	def open_calendar(self, typed: Locator) -> None:
		"""Wait until the calendar has come up: when it is there it writes its own date into the field."""
		typed.click()
		self.page.wait_for_function(CALENDAR_IS_UP)

	def choose(self, typed: Locator, text: str) -> None:
		typed.focus()  # no click: the list of the field before may still lie over this one
		typed.fill("")
		self.search(typed, text)
		self.suggestion(text).click()

	def search(self, typed: Locator, text: str) -> None:
		"""Type in a link and wait for the answer: one that comes late opens the list again over what follows."""
		if typed.get_attribute("data-fieldtype") == "Autocomplete":
			return typed.press_sequentially(text)
		with self.page.expect_response(lambda answer: text in searched_for(answer.request)):
			typed.press_sequentially(text)
		self.at_rest()

	def suggestion(self, text: str) -> Locator:
		return self.page.locator("[role=listbox] > :visible").filter(has_text=text).first

	def table(self, label: str) -> Locator:
		named = self.page.locator(".control-label").get_by_text(label, exact=True)
		return self.here.locator(".frappe-control[data-fieldtype=Table]:visible").filter(has=named)

	def add_row(self, table: str) -> int:
		"""Add a row and return its number."""
		rows = self.table(table).locator(".grid-body .grid-row")
		number = rows.count() + 1
		self.table(table).get_by_role("button", name="Lägg till Rad", exact=True).click()
		expect(rows).to_have_count(number)
		return number

	def open_row(self, table: str, number: int) -> Locator:
		row = self.table(table).locator(".grid-body .grid-row").nth(number - 1)
		row.locator(".btn-open-row").click()
		form = self.table(table).locator(".grid-row-open .form-in-grid")
		# The platform goes to the first field half a second after it has opened the row.
		expect(form.locator("input").first).to_be_focused()
		self.at_rest()
		return form

	def fill_row(self, table: str, number: int, values: Mapping[str, object], look=lambda: None) -> None:
		"""Fill in a row in its own form; somebody may `look` before it is closed."""
		form = self.open_row(table, number)
		self.fill(values, form)
		self.at_rest()
		look()
		form.locator(".grid-collapse-row").click()
		form.wait_for(state="hidden")
		self.at_rest()

	def create_in_row(self, table: str, number: int, label: str, text: str) -> None:
		"""Name something in a row's link that is not there yet, and make it in the dialog that is offered."""
		typed = self.field(label, self.open_row(table, number)).locator("input")
		typed.focus()
		self.search(typed, text)
		self.suggestion("Skapa ").click()
		self.confirm("Spara")
		# The platform closes the row when it comes back to the form.
		expect(self.dialog).to_have_count(0)
		row = self.table(table).locator(".grid-body .grid-row").nth(number - 1)
		expect(row.locator(".data-row").get_by_text(text, exact=True)).to_be_visible()
		self.at_rest()

	def save(self) -> None:
		self.press("Spara")
		self.settled()

	def settled(self) -> None:
		"""Wait until the form is saved and the page is free to use."""
		expect(self.page.locator("#freeze")).to_have_count(0)
		self.page.wait_for_function("() => !cur_frm?.is_dirty()")
		self.at_rest()

	def at_rest(self) -> None:
		"""Wait until the server has answered everything and the page is drawn."""
		self.page.wait_for_function(ANSWERED)
		self.page.evaluate(DRAWN)

	# --- workflow

	def actions(self) -> list[str]:
		"""What the menu of actions offers; leaves it open."""
		self.press("Åtgärder")
		items = self.here.locator(".actions-btn-group .dropdown-item:visible")
		return self.texts(items)

	def act(self, action: str, answers: Mapping[str, object] | None = None, look=lambda: None) -> None:
		"""Take a step of the workflow.

		`answers` are filled into the dialog that asks for what is missing; then somebody may `look`.
		"""
		self.press("Åtgärder")
		self.here.locator(".actions-btn-group").get_by_role("link", name=action, exact=True).click()
		if answers is not None:
			self.fill(answers, self.dialog)
			look()
			self.confirm(action)

	def expect_status(self, status: str) -> None:
		expect(self.here.locator(".page-head .indicator-pill")).to_have_text(status)
		self.settled()


def searched_for(request: Request) -> list[str]:
	"""What a link field has asked the server for."""
	if not request.url.endswith("frappe.desk.search.search_link"):
		return []
	return parse_qs(request.post_data or "").get("txt", [])
