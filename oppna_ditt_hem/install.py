"""Install, migrate: everything created here is removed in `uninstall.py`, in mirror order."""

from oppna_ditt_hem.setup import desk, indexes, languages, masters, roles, server_scripts, workflows


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
	desk.create()
	server_scripts.create()
