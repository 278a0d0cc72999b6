"""What several files of tests without a site start from."""

import pytest
import small_sheets

from oppna_ditt_hem.matching import options
from oppna_ditt_hem.matching.cli import main


@pytest.fixture
def sheets(tmp_path):
	return small_sheets.in_folder(tmp_path)


@pytest.fixture
def written(sheets, tmp_path):
	"""`written(".html", *options)` gives the path of a report in English."""

	def write(ending, *arguments):
		out = tmp_path / f"report{ending}"
		assert main(["--lang", "en", *sheets, "--out", str(out), *arguments]) == options.DONE
		return out

	return write
