"""A real WordPress on a real MariaDB, on loopback, for the length of a test module.

Needs the Debian packages wordpress, mariadb-server, php-cli and php-mysql; `missing()` says which are not there.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path("/usr/share/wordpress")
EDITOR = "editora"
_PATIENCE_SECONDS = 60.0

_CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_ENVIRONMENT_TYPE', 'local'); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}');
define('AUTH_KEY', 'a'); define('SECURE_AUTH_KEY', 'b'); define('LOGGED_IN_KEY', 'c'); define('NONCE_KEY', 'd');
define('AUTH_SALT', 'e'); define('SECURE_AUTH_SALT', 'f'); define('LOGGED_IN_SALT', 'g'); define('NONCE_SALT', 'h');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

_INSTALL = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '{host}'; $_SERVER['REQUEST_URI'] = '/'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Onda', 'admin', 'admin@example.com', true, '', '{password}');
$id = wp_insert_user(['user_login' => '{editor}', 'user_pass' => '{password}', 'role' => 'administrator',
                      'user_email' => 'editora@example.com', 'locale' => 'en_US']);
update_option('permalink_structure', '/%postname%/');
[$secret, $item] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'batuta']);
echo "\\nPASSWORD=$secret\\n";
"""

_ROUTER = """<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$api = str_starts_with($path, '/wp-json') || isset($_GET['rest_route']);
if ($api && file_exists(__DIR__ . '/api-is-off')) { http_response_code(404); echo 'Not found'; return true; }
if ($path !== '/' && is_file(__DIR__ . $path)) return false;
if (is_file(__DIR__ . $path . 'index.php')) { $_SERVER['SCRIPT_NAME'] = $path . 'index.php';
  require __DIR__ . $path . 'index.php'; return true; }
$_SERVER['SCRIPT_NAME'] = '/index.php'; require __DIR__ . '/index.php';
"""


class WordPress(NamedTuple):
    url: str
    user: str
    password: str
    """Of the application, for the REST API."""
    login_password: str
    """Of the person, for the pages."""
    folder: Path

    def turn_api(self, *, on: bool) -> None:
        """Switch the REST API off or on again, as an administrator's web server rule would."""
        marker = self.folder / "api-is-off"
        marker.unlink(missing_ok=True) if on else marker.touch()


def missing() -> str:
    """The packages that a machine lacks for it, or nothing."""
    wanted = {"mariadb-server": "mariadbd", "php-cli": "php"}
    lacking = [package for package, program in wanted.items() if _program(program) is None]
    return ", ".join([*lacking, *(() if SOURCE.is_dir() else ("wordpress",))])


@contextmanager
def wordpress(folder: Path) -> Iterator[WordPress]:
    """Install it into this empty folder, serve it, and end both servers afterwards; skips where it cannot be."""
    if lacking := missing():
        pytest.skip(f"a real WordPress needs the Debian packages {lacking}")
    database, site = folder / "db", folder / "site"
    shutil.copytree(SOURCE, site, symlinks=False, ignore=shutil.ignore_patterns("wp-config.php"))
    # A short path: the name of a socket is at most 107 bytes long.
    socket_file = Path("/tmp") / f"batuta-wp-{os.getpid()}-{time.monotonic_ns() % 10**9}.sock"
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    (site / "wp-config.php").write_text(_CONFIG.format(socket=socket_file, url=url))
    (site / "router.php").write_text(_ROUTER)
    _made_database(database)
    with _running(
        [
            _program("mariadbd") or "",
            "--no-defaults",
            "--user=root",
            f"--datadir={database}",
            f"--socket={socket_file}",
            "--skip-networking",
            "--skip-grant-tables",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M",
        ],
        folder / "mariadb.log",
    ):
        _until(lambda: _answers_sql(socket_file), "MariaDB", folder / "mariadb.log")
        password = "pw-de-la-editora"
        application = _installed(site, f"127.0.0.1:{port}", password)
        serve = ["php", "-S", f"127.0.0.1:{port}", "-t", str(site), str(site / "router.php")]
        with _running(serve, folder / "php.log", PHP_CLI_SERVER_WORKERS="3"):
            _until(lambda: _answers_http(f"{url}/wp-json/"), "WordPress", folder / "php.log")
            yield WordPress(url, EDITOR, application, password, site)
    socket_file.unlink(missing_ok=True)


def _made_database(folder: Path) -> None:
    subprocess.run(
        [
            "mariadb-install-db",
            "--no-defaults",
            "--user=root",
            f"--datadir={folder}",
            "--skip-test-db",
            "--auth-root-authentication-method=normal",
        ],
        check=True,
        capture_output=True,
    )


def _answers_sql(socket_file: Path) -> bool:
    asked = subprocess.run(
        ["mariadb", "--no-defaults", f"--socket={socket_file}", "-e", "CREATE DATABASE IF NOT EXISTS wordpress"],
        check=False,
        capture_output=True,
    )
    return asked.returncode == 0


def _installed(site: Path, host: str, password: str) -> str:
    """The application password of the editor."""
    script = site / "install-now.php"
    script.write_text(_INSTALL.format(host=host, password=password, editor=EDITOR))
    done = subprocess.run(
        ["php", "-d", "sendmail_path=/bin/true", script.name], cwd=site, check=False, capture_output=True, text=True
    )
    script.unlink()
    found = [line.partition("=")[2] for line in done.stdout.splitlines() if line.startswith("PASSWORD=")]
    if not found:
        raise RuntimeError(f"WordPress was not installed: {done.stdout[-600:]} {done.stderr[-600:]}")
    return found[0]


@contextmanager
def _running(command: list[str], log: Path, **environment: str) -> Iterator[None]:
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env={**os.environ, **environment}, start_new_session=True
        )
    try:
        yield
    finally:
        # The whole group: PHP's server has workers, which would outlive it.
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _until(there: Callable[[], bool], what: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while not there():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} did not start: {log.read_text(errors='replace')[-1500:]}")
        time.sleep(0.1)


def _answers_http(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
