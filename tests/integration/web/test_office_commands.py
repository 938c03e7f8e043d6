"""The office's commands say what is wrong before they make or print anything."""

from __future__ import annotations

import socket
import subprocess
import sys

from tests.patience import patience
from tests.served import environment, office


def test_a_check_of_no_office_makes_none(tmp_path):
    """Where there is no office, check and backup say so, and leave nothing behind."""
    folder = tmp_path / "nowhere"
    for words in (["check"], ["backup", str(tmp_path / "kept.zip")]):
        code, document, said = office([*words, "--workspace", str(folder)], environment(tmp_path))
        assert code == 11, said
        assert document["error"] == "MissingData"
        assert "create-admin" in document["next_step"]
        assert not folder.exists()


def test_a_taken_port_is_said_before_anything_is_printed(tmp_path):
    """Serving on a port that another program has prints no address and no password."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [sys.executable, "-m", "beatwise", "serve", "--port", str(port), "--workspace",
             str(tmp_path)],
            env=environment(tmp_path), capture_output=True, text=True, check=False,
            timeout=patience(60),
        )  # fmt: skip
    assert ran.returncode == 13, ran.stderr
    assert f"port {port} is taken" in ran.stderr
    assert f"--port {port + 1}" in ran.stderr
    assert "The office is at" not in ran.stdout + ran.stderr
    assert not (tmp_path / "office").exists()
