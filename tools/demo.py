"""`make demo`: the main job on the Vansbro demo, in a bench or, where there can be none, without one."""

import json
import os

from tools import bench as benches
from tools import database, embedded, serve, site
from tools.bench import APP, Bench
from tools.steps import Failed, Steps

SITE = os.environ.get("SITE") or "oppna-ditt-hem.localhost"


def main() -> None:
	steps = Steps("demo")
	with benches.bench_lock():
		bench = Bench(benches.BENCH_DIR)
		if not bench.is_there and not can_be_fetched(steps):
			print(
				f"Frappe can't be reached at {benches.REPO}: running the job on two spreadsheets, with no server."
			)
			embedded.run(steps)
			return
		demo = set_up(steps)
		serve.up(steps, demo)
		show(steps, demo)


def can_be_fetched(steps: Steps) -> bool:
	try:
		return benches.reachable()
	except Failed as error:
		steps.give_up("Frappe's repository", error, error.remedy)
		raise


def set_up(steps: Steps) -> site.Site:
	"""A site with the demo in it, current with this checkout."""
	bench = benches.prepare(steps)
	serve.start_redis(bench)
	database.prepare(steps, bench)
	benches.install_app(steps, bench)
	demo = site.Site(steps, bench, SITE)
	read_log = "read the log; nothing of an unfinished site is kept, so run the same command again."
	steps.step(f"Site {SITE}", demo.create, done=lambda: demo.is_there, remedy=read_log)
	site.build_platform(steps, bench)
	site.build(steps, bench)
	steps.step(
		"The site's tables follow this checkout", demo.migrate, done=lambda: demo.is_current, remedy=read_log
	)
	steps.step(
		"Swedish, and the setup wizard",
		lambda: finish_setup(demo),
		done=lambda: demo.state()["setup"],
		remedy="read the log.",
	)
	steps.step(
		"The Vansbro demo",
		lambda: load(demo),
		done=lambda: bool(demo.noted.get("demo")),
		remedy=f"read the log; to start over: bench drop-site {SITE}.",
	)
	return demo


def finish_setup(demo: site.Site) -> None:
	demo.complete_setup()
	demo.frappe("enable-scheduler")


def load(demo: site.Site) -> None:
	demo.execute(f"{APP}.demo.load")
	demo.frappe("clear-cache")
	demo.remember(demo=True)


def show(steps: Steps, demo: site.Site) -> None:
	"""Print the address and one login per role."""
	port = serve.Served(demo.bench).port
	answer = demo.execute(f"{APP}.demo.logins").strip().splitlines()[-1]
	one_per_role = {login["role"]: login for login in reversed(json.loads(answer))}
	print(f"\nOpen http://{SITE}:{port} and log in as one of these:\n")
	for login in reversed(one_per_role.values()):
		print(f"  {login['role']:<28}{login['user']:<36}{login['password']}")
	print("\nmake stop ends it; make demo starts it again.")


if __name__ == "__main__":
	main()
