"""What is wrong with a translated catalogue, in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[sd]")


def faults(source: Catalog, translated: Catalog) -> list[str]:
	"""One sentence per message that lacks its translation, spoils it, or is no longer in the source."""
	return [*_of_messages(source, translated), *_stale(source, translated)]


def _of_messages(source: Catalog, translated: Catalog) -> Iterator[str]:
	for message in source:
		if not message.id:
			continue
		found = translated.get(message.id, message.context)
		if found is None or not found.string:
			yield f"No translation: {message.id!r} ({_files(message)})"
		elif found.fuzzy:
			yield f"Marked as uncertain: {message.id!r}"
		else:
			yield from _spoilt(message.id, found.string)


def _spoilt(text: str, translation: str) -> Iterator[str]:
	if _placeholders(text) != _placeholders(translation):
		yield f"Other placeholders: {text!r} -> {translation!r}"
	if Counter(TAG.findall(text)) != Counter(TAG.findall(translation)):
		yield f"Other HTML tags: {text!r} -> {translation!r}"
	if _edges(text) != _edges(translation):
		yield f"Other space at the start or the end: {text!r} -> {translation!r}"


def _placeholders(text: str) -> tuple[set[str], int]:
	"""Named and numbered ones may be repeated; an empty pair of braces is filled by its place, so its count matters."""
	found = PLACEHOLDER.findall(text)
	return set(found), found.count("{}")


def _edges(text: str) -> tuple[str, str]:
	return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _stale(source: Catalog, translated: Catalog) -> Iterator[str]:
	for message in translated:
		if message.id and source.get(message.id, message.context) is None:
			yield f"No longer in the source: {message.id!r}"


def _files(message: Message) -> str:
	return ", ".join(sorted({name for name, _line in message.locations}))
