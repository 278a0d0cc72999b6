"""Commands of the app for `bench`."""

from datetime import date
from pathlib import Path

import click
import frappe
from frappe.commands import get_site, pass_context


@click.command("year-pack")
@click.argument("year", type=click.IntRange(1990, 2200))
@click.option("--user", required=True, help="Whose rights decide what the pack holds.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@pass_context
def year_pack(context, year: int, user: str, out: Path | None) -> None:
	"""Write every report of a YEAR, as sheets and pages with checksums, to a ZIP file."""
	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		write(year, user, out or Path(f"year-pack-{year}.zip"))
	finally:
		frappe.destroy()


def write(year: int, user: str, target: Path) -> None:
	from frappe.translate import get_user_lang

	from oppna_ditt_hem.year_pack import archive

	if not frappe.db.get_value("User", user, "enabled"):
		raise click.BadParameter(f"no user {user} that is enabled", param_hint="--user")
	frappe.set_user(user)
	frappe.local.lang = get_user_lang(user)
	content, manifest = archive.make(date(year, 1, 1), date(year, 12, 31), told)
	target.write_bytes(content)
	click.echo(
		f"{target.resolve()}: {len(manifest['reports'])} reports, {len(manifest['left_out'])} left out"
	)


def told(done: int, all_of_them: int, title: str) -> None:
	click.echo(f"{done + 1:>3} of {all_of_them}  {title}")


commands = [year_pack]
