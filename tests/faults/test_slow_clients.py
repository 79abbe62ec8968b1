"""The configuration of nginx that is shipped: a thousand clients that send as slowly as they can harm nobody."""

from __future__ import annotations

import http.client
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
SLOW = 1_000
HEADERS = b"GET /v1/limits HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"
)
pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not on this machine")


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[int]:
    """Give the port of nginx, as it is shipped but for its ports, before a service."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8_192, hard), hard))
    service, front = _free(), _free()
    arguments = ["--port", str(service), "--database", str(tmp_path / "news.sqlite3")]
    config = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert config.count("127.0.0.1:8000") == config.count("listen 8080") == 1
    config = config.replace("127.0.0.1:8000", f"127.0.0.1:{service}").replace(
        "listen 8080", f"listen 127.0.0.1:{front}"
    )
    (tmp_path / "nginx.conf").write_text(config, encoding="utf-8")
    command = ["nginx", "-c", str(tmp_path / "nginx.conf"), "-p", f"{tmp_path}/", "-g", "daemon off;"]
    with subprocess.Popen([*SERVE, *arguments], stdout=subprocess.PIPE) as running, subprocess.Popen(command) as nginx:
        try:
            _wait(front)
            yield front
        finally:
            nginx.terminate()
            running.terminate()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("beginning", [HEADERS, BODY], ids=["headers", "body"])
def test_slow_clients_harm_nobody(proxy: int, beginning: bytes, seen: Callable[..., None]) -> None:
    slow = [socket.create_connection(("127.0.0.1", proxy), timeout=10) for _ in range(SLOW)]
    for connection in slow:
        connection.sendall(beginning)
    alone, among = [], []
    for number in range(60):
        if number % 10 == 0:
            for connection in slow:
                _send(connection)
        began = time.perf_counter()
        assert _ask(proxy) == 200
        among.append(time.perf_counter() - began)
    for connection in slow:
        connection.close()
    for _ in range(60):
        began = time.perf_counter()
        assert _ask(proxy) == 200
        alone.append(time.perf_counter() - began)
    slowest = 1000 * sorted(among)[-1]
    kind = "headers" if beginning == HEADERS else "bodies"
    seen(
        "F11",
        f"{SLOW} clients with slow {kind}: 60 of 60 answered, the slowest after {slowest:.0f} ms",
        met=slowest <= 200,
    )
    # No figure in seconds: the machine decides that. Slow clients must not make others wait for their time-outs.
    assert sorted(among)[55] < max(20 * sorted(alone)[30], 2.0)


def _send(connection: socket.socket) -> None:
    try:
        connection.sendall(b"a")
    except OSError:
        # Cut off already, as it should be.
        return


def _ask(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/v1/limits", headers={"Host": "localhost"})
    status = connection.getresponse().status
    connection.close()
    return status


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            if _ask(port) == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("nothing answers")
