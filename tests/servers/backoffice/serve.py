"""A back office as companies have them: Django's admin in Spanish, no API. Run by its path, with a folder for its data.

    python tests/servers/backoffice/serve.py FOLDER [--port N]

Prints its port once it answers. `FOLDER/faults.json` says how it misbehaves, and is read at every request:
`replace` (pairs of words of its pages), `status` (of every answer), `hold_posts` (what is posted is done when this is
taken away), `hold_replies` (it is done, and answered when this is taken away), `after_post` (500: after a post was
done), `expired` (whoever signed in is asked to sign in again), `plain` (pages without styles and scripts, which load in
a fifth of the time).
"""

import argparse
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

USER, PASSWORD = "marta", "cl4ve-de-marta"


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def configure(folder: Path) -> None:
    from django.conf import settings

    settings.configure(
        DEBUG=False,
        SECRET_KEY="only for tests",
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        ROOT_URLCONF="trastienda.urls",
        INSTALLED_APPS=[
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "trastienda",
        ],
        MIDDLEWARE=[
            "trastienda.faults.Faults",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "backoffice.sqlite3",
                "OPTIONS": {"timeout": 20},
            }
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LANGUAGE_CODE="es",
        USE_I18N=True,
        USE_THOUSAND_SEPARATOR=True,
        TIME_ZONE="Europe/Madrid",
        USE_TZ=True,
        STATIC_URL="/static/",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        FAULTS=folder / "faults.json",
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    chosen = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    configure(chosen.folder)

    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", run_syncdb=True, verbosity=0)
    if not User.objects.exists():
        User.objects.create_superuser(USER, password=PASSWORD)
    application = StaticFilesHandler(get_wsgi_application())
    with make_server("127.0.0.1", chosen.port, application, Threaded, Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
