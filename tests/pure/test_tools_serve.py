import socket
import sys

import pytest

from tools import processes
from tools.bench import Bench
from tools.processes import free_port, started_at, wait_until
from tools.serve import Served
from tools.steps import Failed

SLEEPER = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"


@pytest.fixture
def served(tmp_path):
	for directory in ("config/pids", "logs", "sites"):
		(tmp_path / directory).mkdir(parents=True)
	return Served(Bench(tmp_path))


def test_what_was_started_is_known_and_stopped(served):
	served.start("web", [sys.executable, "-c", SLEEPER], PORT=8000)
	pid = served.alive()["web"]["pid"]
	assert served.port == 8000
	assert served.stop() == ["web"]
	assert not started_at(pid)
	assert served.stop() == []


def test_a_stranger_with_a_reused_number_is_left_alone(served):
	served.start("web", [sys.executable, "-c", SLEEPER])
	note = served.noted()["web"]
	stranger = processes.start(
		[sys.executable, "-c", SLEEPER], served.bench.root, None, served.bench.root / "log"
	)
	processes.stop(note["pid"])
	served.note("web").write_text(f'{{"pid": {stranger.pid}, "started": "{note["started"]}0"}}')
	assert served.stop() == []
	assert started_at(stranger.pid)
	processes.stop(stranger.pid)


def test_a_program_that_does_not_listen_is_ended(tmp_path):
	program = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
	deaf = processes.start([sys.executable, "-c", program], tmp_path, None, tmp_path / "log")
	wait_until(lambda: (tmp_path / "log").read_text() == "deaf\n", "It did not start")
	processes.stop(deaf.pid, seconds=0.2)
	assert not started_at(deaf.pid)


def test_a_port_that_is_taken_is_passed_over():
	first = free_port(23_000)

	with socket.create_server(("127.0.0.1", first)):
		assert processes.answers(first)
		assert free_port(first) > first
	assert not processes.answers(first)


def test_waiting_has_an_end():
	with pytest.raises(Failed, match="The moon did not rise within 0 seconds"):
		wait_until(lambda: False, "The moon did not rise", 0.1)
