"""The mirror of `install.py`. The platform drops the DocTypes and their tables between the two."""

import frappe

from oppna_ditt_hem.setup import boards, desk, languages, leftovers, letters, roles, server_scripts, workflows


def before_uninstall() -> None:
	server_scripts.remove()
	letters.remove()
	boards.remove()
	desk.remove()
	workflows.remove()
	languages.remove()
	leftovers.remove()
	roles.remove()


def after_uninstall() -> None:
	leftovers.remove_dropped()
	# The platform's last commit lies before this hook.
	frappe.db.commit()
