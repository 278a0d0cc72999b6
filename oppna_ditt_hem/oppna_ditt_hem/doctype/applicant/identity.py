"""Identity numbers by their kind: only personnummer and samordningsnummer carry a check digit."""

from personnummer import personnummer


def normalise(kind: str, number: str | None) -> str | None:
	"""The number as it is kept: YYYYMMDD-NNNN for the two with a check digit, else as written.

	Args:
		kind: "None", "Personnummer", "Samordningsnummer" or "LMA number".
		number: as a person wrote it.

	Raises:
		ValueError: the number doesn't fit its kind.
	"""
	number = (number or "").strip()
	if kind == "None":
		if number:
			raise ValueError("number without kind")
		return None
	if kind == "LMA number":
		if sum(letter.isdigit() for letter in number) < 6:
			raise ValueError("too few digits")
		return number
	return checked(kind, number)


def checked(kind: str, number: str) -> str:
	try:
		parsed = personnummer.parse(number)
	except personnummer.PersonnummerException as error:
		raise ValueError("check digit") from error
	if parsed.is_coordination_number() != (kind == "Samordningsnummer"):
		raise ValueError("other kind")
	return parsed.format(True)[:8] + "-" + parsed.format(True)[8:]


def mask(number: str | None) -> str:
	"""All but the last two characters hidden: enough to tell two households apart on the phone."""
	return "•" * (len(number) - 2) + number[-2:] if number else ""
