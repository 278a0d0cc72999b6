"""Text messages that the background has lost: sent now, or reported to the officer (hourly)."""

from frappe.utils import add_to_date, now_datetime

from oppna_ditt_hem.answering import text_messages
from oppna_ditt_hem.due.batches import work_off

# A worker that still has one in hand is left alone.
MINUTES = 10


def send() -> int:
	"""Send what waits, and give up what was broken off. Returns how many rows were due."""
	sent = work_off("Answer Link", left(text_messages.WAITING), text_messages.send, "Text message {0} failed")
	broken = left(text_messages.SENDING)
	return sent + work_off("Answer Link", broken, text_messages.interrupt, "Text message {0} failed")


def left(status: str) -> list:
	return [["text_status", "=", status], ["modified", "<", add_to_date(now_datetime(), minutes=-MINUTES)]]
