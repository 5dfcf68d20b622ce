"""Where the app listens, and what it wants before it lets other machines in."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from paperqa.errors import SettingsError
from paperqa.settings import Settings
from paperqa.ui.addresses import address, is_private, listen, notice, trusted_hosts


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        message = rf"port {port} of 127\.0\.0\.1 is taken; choose another: .*--port {port + 1}"
        with pytest.raises(SettingsError, match=message):
            listen(Settings(home=Path(), port=port))


def test_an_address_of_another_machine_is_one_clear_line() -> None:
    with pytest.raises(SettingsError, match=r"cannot listen on 192\.0\.2\.1, port 7860"):
        listen(Settings(home=Path(), host="192.0.2.1", password="x"))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "", "no-such-host.invalid"])
def test_other_machines_are_not_let_in_without_a_password(host: str) -> None:
    with pytest.raises(SettingsError) as refused:
        listen(Settings(home=Path(), host=host, port=0))
    assert str(refused.value) == (
        f"host = {host!r} lets other machines in, which needs a password; set one in the "
        'environment (PAPERQA_PASSWORD=…) or in paperqa.toml (password = "…"), not on the '
        "command line, which every program here can read; or listen on 127.0.0.1"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_this_machine_alone_needs_no_password(host: str) -> None:
    assert is_private(host)
    if host != "::1" or socket.has_ipv6:
        with listen(Settings(home=Path(), host=host, port=0)) as listener:
            assert notice(listener) == ""


def test_with_a_password_others_are_let_in_and_told_that_nothing_is_encrypted() -> None:
    settings = Settings(home=Path(), host="0.0.0.0", port=0, password="a long one")
    with listen(settings) as listener:
        port = listener.getsockname()[1]
        assert address(listener) == f"http://127.0.0.1:{port}"
        line = notice(listener)
    assert f":{port} with the password. Nothing on the way is encrypted" in line
    assert "0.0.0.0" not in line
    assert "reverse proxy with TLS" in line
    assert "a long one" not in line
    assert "\n" not in line


def test_port_0_takes_a_free_port_and_the_address_names_it() -> None:
    with listen(Settings(home=Path(), port=0)) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_trusted_hosts_are_this_machine_and_the_host_given() -> None:
    assert trusted_hosts("127.0.0.1") == ["127.0.0.1", "localhost"]
    assert trusted_hosts("papers.club") == ["127.0.0.1", "localhost", "papers.club"]
    assert trusted_hosts("127.0.0.1", "papers.club, Qa.local")[2:] == ["papers.club", "qa.local"]
    assert socket.gethostname() in trusted_hosts("0.0.0.0")
    assert "*" not in trusted_hosts("0.0.0.0")


def test_the_app_says_in_one_line_why_it_does_not_start(tmp_path: Path) -> None:
    app = Path(__file__).resolve().parents[2] / "app.py"
    environment = {name: value for name, value in os.environ.items() if "PAPERQA" not in name}
    ended = subprocess.run(
        [sys.executable, str(app), "--host", "0.0.0.0", "--port", "0"],
        env={**environment, "PAPERQA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    [line] = ended.stderr.splitlines()
    assert line.startswith("paperqa: host = '0.0.0.0' lets other machines in, which needs a pass")
