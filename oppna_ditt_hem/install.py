"""Install, migrate: everything created here is removed in `uninstall.py`, in mirror order."""

from oppna_ditt_hem.setup import indexes, masters, roles, workflows


def before_install() -> None:
	roles.create()


def after_install() -> None:
	workflows.create()
	masters.create()
	indexes.create()


def after_migrate() -> None:
	"""Create what a new release brings and nobody has yet; nothing that is there is touched."""
	roles.create()
	workflows.create()
	masters.create()
	indexes.create()
