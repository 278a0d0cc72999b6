"""Install, migrate: everything created here is removed in `uninstall.py`, in mirror order."""

from oppna_ditt_hem.setup import (
	boards,
	desk,
	indexes,
	languages,
	letters,
	masters,
	notifications,
	roles,
	server_scripts,
	stage_limits,
	workflows,
)


def before_install() -> None:
	roles.create()


def after_install() -> None:
	create_what_is_missing()


def after_migrate() -> None:
	"""Create what a new release brings and nobody has yet; nothing that is there is touched."""
	roles.create()
	create_what_is_missing()


def create_what_is_missing() -> None:
	workflows.create()
	languages.create()
	masters.create()
	indexes.create()
	stage_limits.create()
	desk.create()
	boards.create()
	letters.create()
	notifications.create()
	server_scripts.create()
