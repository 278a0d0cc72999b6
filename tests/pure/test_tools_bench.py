import base64
import json
import os
import subprocess
import sys
import tempfile

import pytest

from tools import bench as benches
from tools.bench import APP, Bench
from tools.requirements import missing
from tools.site import PACKAGE, Site, build_key, is_built, scratch, torn, tree_hash
from tools.steps import Failed
from tools.testbench import borrow_assets


def make_repository(path) -> str:
	git = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-C", str(path))
	path.mkdir()
	for words in (("init", "-q", "-b", "version-15"), ("commit", "-q", "--allow-empty", "-m", "start")):
		subprocess.run([*git, *words], check=True)
	return str(path)


def test_a_repository_is_reachable_with_its_branch_only(tmp_path, monkeypatch):
	monkeypatch.setattr(benches, "REPO", make_repository(tmp_path / "frappe"))
	monkeypatch.setattr(benches, "BRANCH", "version-15")
	assert benches.reachable()
	monkeypatch.setattr(benches, "BRANCH", "version-99")
	with pytest.raises(Failed, match="has no branch version-99"):
		benches.reachable()
	monkeypatch.setattr(benches, "REPO", str(tmp_path / "nothing"))
	assert not benches.reachable()


def test_the_shared_configuration_is_added_to_and_private(tmp_path):
	(tmp_path / "sites").mkdir()
	path = tmp_path / "sites/common_site_config.json"
	path.write_text('{"webserver_port": 8000}')
	path.chmod(0o644)
	Bench(tmp_path).configure(root_password="secret")
	assert json.loads(path.read_text()) == {"root_password": "secret", "webserver_port": 8000}
	assert path.stat().st_mode & 0o777 == 0o600


def test_programs_of_a_bench_run_the_code_of_this_checkout(tmp_path, monkeypatch):
	monkeypatch.setenv("CI", "true")
	env = Bench(tmp_path).env
	assert env["PYTHONPATH"] == str(benches.ROOT)
	assert "CI" not in env


def test_one_make_at_a_time(tmp_path):
	program = "import sys; from tools.bench import locked\nwith locked(__import__('pathlib').Path(sys.argv[1])): print('in')"
	words = [sys.executable, "-c", program, str(tmp_path / "lock")]
	env = os.environ | {"PYTHONPATH": str(benches.ROOT)}
	with benches.locked(tmp_path / "lock"):
		other = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env)
		assert other.stdout.readline().startswith("Waiting for another make")
	assert other.communicate(timeout=30)[0] == "in\n"


def test_an_old_or_absent_package_is_missing():
	assert list(missing(["pytest>=1", "pytest<1", "surely-not-installed"])) == [
		"pytest<1",
		"surely-not-installed",
	]


def test_the_hash_of_a_tree_follows_content_and_names_but_not_products(tmp_path):
	(tmp_path / "a.py").write_text("1")
	first = tree_hash(tmp_path)
	(tmp_path / "__pycache__").mkdir()
	(tmp_path / "__pycache__/a.pyc").write_text("x")
	assert tree_hash(tmp_path) == first
	(tmp_path / "a.py").write_text("2")
	assert tree_hash(tmp_path) != first
	(tmp_path / "a.py").write_text("1")
	(tmp_path / "a.py").rename(tmp_path / "b.py")
	assert tree_hash(tmp_path) != first


def test_the_build_puts_no_stylesheet_back_into_a_checkout_beside_the_bench(tmp_path):
	bench, checkout = Bench(tmp_path / "bench"), tmp_path / "checkout/public/css"
	with scratch(bench) as directory:
		written = os.path.normpath(directory / os.path.relpath(checkout, bench.root / "apps"))
		assert written.startswith(tempfile.gettempdir())
		assert written != str(checkout)
	assert not directory.exists()


def test_a_stylesheet_that_the_build_has_lost_is_noticed(tmp_path):
	built = tmp_path / "sites/assets" / APP / "dist"
	for folder, text in (("css", "a{b:c}"), ("css-rtl", "/*# sourceMappingURL=a.css.map */")):
		(built / folder).mkdir(parents=True)
		(built / folder / f"{folder}.css").write_text(text)
	assert torn(Bench(tmp_path), APP) == ["css-rtl.css"]


def test_assets_that_another_bench_of_the_checkout_has_replaced_are_built_again(tmp_path):
	assets = tmp_path / "sites/assets"
	assets.mkdir(parents=True)
	(assets / APP).symlink_to(PACKAGE / "public")
	(assets / f".{APP}").write_text(build_key())
	(assets / "assets.json").write_text(json.dumps({"a.css": "/assets/frappe/dist/css/gone.css"}))
	assert is_built(Bench(tmp_path))
	(assets / "assets.json").write_text(json.dumps({"a.css": f"/assets/{APP}/dist/css/gone.css"}))
	assert not is_built(Bench(tmp_path))


@pytest.mark.parametrize("built", (True, False))
def test_tests_draw_their_pages_with_what_the_bench_has_built_of_this_checkout(tmp_path, built):
	"""To build it anew would take the files away that the bench's own pages are drawn with."""
	real, view = Bench(tmp_path / "real"), Bench(tmp_path / "view")
	assets = real.sites / "assets"
	(assets / "locale/sv/LC_MESSAGES").mkdir(parents=True)
	(assets / APP).symlink_to(PACKAGE / "public" if built else tmp_path)
	(assets / f".{APP}").write_text(build_key())
	(assets / f"locale/sv/LC_MESSAGES/{APP}.mo").write_text("words")
	(assets / "assets.json").write_text(
		json.dumps({"a.js": f"/assets/{APP}/images", "b.js": "/assets/frappe/b.js"})
	)
	view.sites.mkdir(parents=True)
	borrow_assets(real, view)
	assert is_built(view) is built
	assert set(json.loads((view.sites / "assets/assets.json").read_text())) == (
		{"a.js", "b.js"} if built else {"b.js"}
	)
	assert (view.sites / f"assets/locale/sv/LC_MESSAGES/{APP}.mo").exists() is built


def test_a_site_gets_one_encryption_key_and_keeps_it(tmp_path):
	site = Site(None, Bench(tmp_path), "a.localhost")
	site.path.mkdir(parents=True)
	(site.path / "site_config.json").write_text(json.dumps({"db_name": "a"}))
	site.make_encryption_key()
	made = json.loads((site.path / "site_config.json").read_text())
	assert made["db_name"] == "a" and len(base64.urlsafe_b64decode(made["encryption_key"])) == 32
	site.make_encryption_key()
	assert json.loads((site.path / "site_config.json").read_text()) == made
