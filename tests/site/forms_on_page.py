"""What a browser sends of a form: its own fields as they stand on the page, in their order, and the button that is pressed."""

from bs4 import BeautifulSoup

FIELDS = ["input", "select", "textarea", "button"]
UNTICKED = ("radio", "checkbox")


def pressed(page: str, name: str, value: str, **typed: str) -> tuple[str, list[tuple[str, str]]]:
	"""The address and the fields that are sent when somebody has typed and presses a button.

	Args:
		page: as it was sent.
		name, value: of the button.
		typed: field -> what is typed or chosen there; a field that the form doesn't have is an error.
	"""
	soup = BeautifulSoup(page, "html.parser")
	button = soup.find("button", {"name": name, "value": value})
	assert button, f"no button {name}={value}"
	form = owner_of(soup, button)
	sent = []
	for field in soup.find_all(FIELDS):
		if owner_of(soup, field) is form and (field is button or field.name != "button"):
			sent += of_field(field, typed)
	assert set(typed) <= {one for one, _text in sent}, f"not in the form: {set(typed) - dict(sent).keys()}"
	return form["action"], sent


def owner_of(soup, field):
	return soup.find(id=field["form"]) if field.get("form") else field.find_parent("form")


def of_field(field, typed: dict[str, str]) -> list[tuple[str, str]]:
	name, kind = field.get("name"), field.get("type")
	if not name or kind in ("file", "submit"):
		return []
	if kind in UNTICKED:
		chosen = typed[name] == field["value"] if name in typed else field.has_attr("checked")
		return [(name, field["value"])] if chosen else []
	return [(name, typed.get(name, standing_in(field)))]


def standing_in(field) -> str:
	if field.name == "textarea":
		return field.text
	if field.name == "select":
		chosen = field.find("option", selected=True) or field.find("option")
		return chosen["value"]
	return field.get("value", "")
