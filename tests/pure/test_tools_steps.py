import pytest

from tools import steps
from tools.steps import Failed, Steps, last_words


@pytest.fixture
def run(tmp_path, monkeypatch):
	monkeypatch.setattr(steps, "ROOT", tmp_path)
	return Steps("test")


def test_a_step_that_is_done_is_skipped(run, capsys):
	run.step("Bake", lambda: pytest.fail("done again"), done=lambda: True, remedy="")
	assert capsys.readouterr().out == " 1  Bake: already there\n"


def test_a_failure_says_which_step_why_and_what_to_do(run, capsys, tmp_path):
	run.step("Mix", lambda: None, remedy="")
	with pytest.raises(SystemExit) as stop:
		run.step("Bake", lambda: run.sh("sh", "-c", "echo no flour >&2; exit 3"), remedy="buy flour.")
	said = capsys.readouterr().err
	assert stop.value.code == 1
	assert 'Step 2, "Bake", failed.' in said
	assert "ended with 3: no flour" in said
	assert "Do:  buy flour." in said
	assert str(tmp_path / ".make/test.log") in said


def test_a_failure_in_the_check_is_told_as_well(run, capsys):
	def check():
		raise Failed("The oven is gone.", "find it.")

	with pytest.raises(SystemExit):
		run.step("Bake", lambda: None, done=check, remedy="buy flour.")
	assert "Do:  find it." in capsys.readouterr().err


def test_a_missing_program_is_a_failure_with_its_name(run):
	with pytest.raises(Failed, match="no-such-program could not be started"):
		run.sh("no-such-program")


def test_output_goes_to_the_log_and_back(run):
	assert run.sh("echo", "warm") == "warm\n"
	assert run.sh("cat", stdin="bread") == "bread"
	assert run.log.read_text() == "$ echo warm\nwarm\n$ cat\nbread"


def test_a_long_step_shows_that_it_lives(run, capsys, monkeypatch):
	ticks = iter([False, False, True])
	ticker = steps.Ticker(" 1  Bake", run.log)
	monkeypatch.setattr(ticker.over, "wait", lambda _seconds: next(ticks))
	with ticker:
		ticker.thread.join()
	assert capsys.readouterr().out.count(" 1  Bake … 0 s (log: ") == 2


def test_last_words_tell_the_trouble_without_the_noise():
	output = "Starting\r\rUpdating DocTypes for frappe: [====] 10%\n\nerror: no flour\ncause: no shop\nCleaning up\nAborted!"
	assert last_words(output) == "error: no flour / cause: no shop"
	assert last_words("Mixing\n---\nBaking\n") == "Mixing / Baking"
	assert last_words("") == "it said nothing"
