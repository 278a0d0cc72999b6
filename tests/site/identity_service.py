"""An identity service (OpenID Connect provider) as a process of its own: Authlib's server, with made-up people.

Usage: python identity_service.py PORT PEOPLE.json
"""

import json
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.core.userinfo import UserInfo
from flask import Flask, redirect, request

CLIENT, SECRET, ISSUER = "oppna-ditt-hem", "a-secret-of-the-tests", "https://id.example"
PAGE = """<!doctype html><html lang="sv"><title>Legitimera dig</title><h1>Legitimera dig</h1>
<form method="post">{people}<button name="who" value="">Avbryt</button></form></html>"""


class Client:
	"""The app, as the service knows it."""

	client_id = CLIENT

	def __init__(self, callback: str):
		self.callback = callback

	def get_client_id(self):
		return CLIENT

	def get_default_redirect_uri(self):
		return self.callback

	def check_redirect_uri(self, uri):
		return uri == self.callback

	def get_allowed_scope(self, scope):
		return scope

	def check_client_secret(self, secret):
		return secret == SECRET

	def check_endpoint_auth_method(self, method, endpoint):
		return method in ("client_secret_post", "client_secret_basic")

	def check_response_type(self, kind):
		return kind == "code"

	def check_grant_type(self, kind):
		return kind == "authorization_code"


class Code(SimpleNamespace):
	def get_redirect_uri(self):
		return self.redirect_uri

	def get_scope(self):
		return self.scope

	def get_nonce(self):
		return None

	def get_auth_time(self):
		return int(time.time())

	def get_acr(self):
		return None

	def get_amr(self):
		return None


class Token(SimpleNamespace):
	def is_expired(self):
		return False

	def is_revoked(self):
		return False

	def get_scope(self):
		return self.scope


# Codes and tokens are kept as long as the process lives, which is a few tests.
codes: dict[str, Code] = {}
tokens: dict[str, Token] = {}


class OfCode(AuthorizationCodeGrant):
	TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_post", "client_secret_basic")

	def save_authorization_code(self, code, request):
		sent = request.payload.data
		codes[code] = Code(
			user=request.user,
			redirect_uri=request.payload.redirect_uri,
			scope=request.payload.scope,
			code_challenge=sent.get("code_challenge"),
			code_challenge_method=sent.get("code_challenge_method"),
		)

	def query_authorization_code(self, code, client):
		return codes.get(code)

	def delete_authorization_code(self, authorization_code):
		codes.pop(next(code for code, kept in codes.items() if kept is authorization_code))

	def authenticate_user(self, authorization_code):
		return authorization_code.user


class IdToken(OpenIDCode):
	def exists_nonce(self, nonce, request):
		return False

	def get_jwt_config(self, grant):
		return {"key": SECRET, "alg": "HS256", "iss": ISSUER, "exp": 300}

	def generate_user_info(self, user, scope):
		return UserInfo(sub=user["sub"])


class OfToken(BearerTokenValidator):
	def authenticate_token(self, text):
		return tokens.get(text)


def keep(token, request):
	tokens[token["access_token"]] = Token(user=request.user, scope=token.get("scope"))


def service(callback: str, people: dict) -> Flask:
	app = Flask("identity-service")
	server = AuthorizationServer(app, query_client=lambda name: Client(callback), save_token=keep)
	server.register_grant(OfCode, [IdToken(require_nonce=False), CodeChallenge(required=True)])
	add_pages(app, server, callback, people)
	guarded = ResourceProtector()
	guarded.register_token_validator(OfToken())
	app.add_url_rule("/token", "token", server.create_token_response, methods=["POST"])
	app.add_url_rule("/ping", "ping", lambda: "here")

	@app.get("/userinfo")
	def userinfo():
		with guarded.acquire("openid") as found:
			return found.user

	return app


def add_pages(app: Flask, server: AuthorizationServer, callback: str, people: dict) -> None:
	@app.get("/authorize")
	def ask():
		buttons = [f'<button name="who" value="{key}">{key}</button>' for key in people]
		return PAGE.format(people="".join(buttons))

	@app.post("/authorize")
	def answer():
		who = request.form["who"]
		if not who:
			return redirect(f"{callback}?error=access_denied&state={request.args['state']}")
		return server.create_authorization_response(grant_user=people[who])


if __name__ == "__main__":
	os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
	told = json.loads(Path(sys.argv[2]).read_text())
	service(told["callback"], told["people"]).run("127.0.0.1", int(sys.argv[1]), threaded=True)
