"""What isn't neat in the inventory sheets, declared by row: a test knows which rows are bad, where, and why.

Habits are ways of writing that a careful reader gets over (kronor, spaces, "omgående", capitals);
faults are cells that it must refuse.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Written:
	"""What stands in one cell instead of the neat value; `refused` where no reader can make sense of it."""

	key: str
	header: str
	value: Any
	why: str
	refused: bool = False


LISTING_HABITS = (
	Written("listing-01", "Hyra/mån", "2 800 kr", "thousands with a space, and the unit"),
	Written("listing-02", "Hyra/mån", "2600,00", "decimal comma"),
	Written("listing-04", "Ort", "nås", "small letters"),
	Written("listing-05", "Upplåtare", "  Viola   Backlid ", "stray spaces"),
	Written("listing-06", "Ort", "ÄPPELBO", "capitals"),
	Written("listing-07", "Hyra/mån", "3.500:-", "thousands with a point, and :-"),
	Written("listing-08", "Husdjur", "vet ej", "not known"),
	Written("listing-09", "Hyra/mån", None, "the rent is not agreed yet"),
	Written("listing-10", "Ledig från", "1/3 2026", "a day before the month"),
	Written("listing-11", "Rum", "2 rok", "rooms as in an advertisement"),
	Written("listing-13", "Trappfritt", "x", "a cross for yes"),
	Written("listing-14", "Trappfritt", "X", "a cross for yes"),
	Written("listing-16", "Ledig från", "30 nov 2026", "the month in letters"),
	Written("listing-17", "Husdjur", "?", "not known"),
	Written("listing-18", "Kvm", "117,5", "decimal comma"),
	Written("listing-20", "Hyra/mån", "6800 kr/mån", "the unit and the period"),
	Written("listing-21", "Rökning", "rökfritt", "another word for no"),
	Written("listing-22", "Bäddar", "8 st", "the unit"),
	Written("listing-23", "Ledig från", "omgående", "at once"),
	Written("listing-25", "Typ", "sommarstuga", "another word for a cottage"),
	Written("listing-27", "Telefon", "+46 70 174 06 71", "with the country's number"),
	Written("listing-28", "Ledig till", "aug 2028", "a month for a day"),
	Written("listing-30", "Rökning", "nej ", "a stray space"),
)
LISTING_FAULTS = (
	Written("listing-03", "Telefon", "ring efter kl 18", "letters in a phone number", True),
	Written("listing-12", "Ledig till", date(2026, 3, 31), "the period ends before it begins", True),
	Written("listing-19", "Ort", "Dala-Floda", "a locality that isn't one of the municipality's", True),
	Written("listing-24", "Hyra/mån", -5400, "a negative number", True),
	Written("listing-26", "Bäddar", "två till tre", "words for a number", True),
)
HOUSEHOLD_HABITS = (
	Written("household-01", "Max hyra", "4 700 kr", "thousands with a space, and the unit"),
	Written("household-02", "Endast kvinnor", "x", "a cross for yes"),
	Written("household-03", "Önskade orter", "vansbro", "small letters"),
	Written("household-05", "Max hyra", "4000,00", "decimal comma"),
	Written("household-06", "Namn", " Hassoun", "a stray space"),
	Written("household-08", "Önskade orter", "alla", "anywhere"),
	Written("household-09", "Rökare", "vet ej", "not known"),
	Written("household-10", "Önskade orter", "DALA-JÄRNA", "capitals"),
	Written("household-12", "Önskat till", "tills vidare", "no end"),
	Written("household-13", "Husdjur", "katt", "which one, for yes"),
	Written("household-15", "Anmäld", "2 sept 2026", "the month in letters"),
	Written("household-17", "Senast mottagen", "27/11 2026", "a day before the month"),
	Written("household-18", "Max hyra", None, "not known yet"),
	Written("household-20", "Språk", "Dari/engelska", "a slash for a comma"),
	Written("household-22", "Kan dela bostad", "?", "not known"),
	Written("household-24", "Antal", "5 pers", "the unit"),
)
HOUSEHOLD_FAULTS = (
	Written("household-04", "Max hyra", "så billigt som möjligt", "words for a number", True),
	Written("household-14", "Önskade orter", "Mora", "a locality that isn't one of the municipality's", True),
	Written("household-19", "Antal", 5, "another number of people than of birth years", True),
	Written("household-16", "Önskat till", date(2026, 1, 31), "the period ends before it begins", True),
)
# A row that somebody has entered once more, in a hurry: (which row, the header its fault is laid at).
LISTING_TWICE = ("listing-15", "Upplåtare")
HOUSEHOLD_TWICE = ("household-11", "Namn")
