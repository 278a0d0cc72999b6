"""A gateway for text messages that really listens, on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import frappe


class Gateway(HTTPServer):
	"""Takes messages on this machine; `status` is what it answers."""

	def __init__(self):
		super().__init__(("127.0.0.1", 0), Receiver)
		self.sent, self.status = [], 200

	@property
	def address(self) -> str:
		return f"http://127.0.0.1:{self.server_port}/send"


class Receiver(BaseHTTPRequestHandler):
	def do_GET(self):
		form = {key: value[0] for key, value in parse_qs(urlsplit(self.path).query).items()}
		self.server.sent.append(frappe._dict(form))
		self.send_response(self.server.status)
		self.end_headers()

	def log_message(self, *_words):
		pass


@contextmanager
def listen() -> Iterator[Gateway]:
	with Gateway() as gateway:
		threading.Thread(target=gateway.serve_forever, daemon=True).start()
		yield gateway
		gateway.shutdown()


def set_up(gateway: Gateway) -> None:
	"""The site sends its text messages there."""
	settings = frappe.get_doc("SMS Settings")
	settings.update({"sms_gateway_url": gateway.address, "message_parameter": "text"})
	settings.update({"receiver_parameter": "to", "use_post": 0})
	settings.save()
