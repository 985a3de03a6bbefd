"""Runs in the interpreter of a Django project, with its settings, for one question or one migration.

One line of JSON comes in by standard input, where no other process can read it: it holds a password.
The answer goes into a file that the line names, because projects print while they are imported.
"""

import json
import os
import re
import runpy
import sys
import traceback

# Godwit's own modules lie beside this one; the project's come first.
sys.path.insert(0, os.getcwd())

# What a session of Django's may keep of the project's OPTIONS. The rest says where to connect to.
KEPT = ("assume_role", "isolation_level", "server_side_binding", "client_encoding", "cursor_factory")

# Names of settings and files are in the messages of these, and no values.
TELLING = (
    "ImproperlyConfigured",
    "ImportError",
    "ModuleNotFoundError",
    "KeyError",
    "UndefinedValueError",  # of decouple
    "EnvError",  # of environs
    "SyntaxError",
    "IndentationError",
    "NameError",
    "AttributeError",
    "AppRegistryNotReady",
    "LookupError",
    "RuntimeError",
    "FileNotFoundError",
)


class Problem(Exception):
    """Something that no repetition cures."""

    def __init__(self, kind, words, where=""):
        super().__init__(words)
        self.kind, self.words, self.where = kind, words, where


class Reached(BaseException):
    """manage.py has done what it does before the command. No except clause of its own catches it."""


class Scrubbed:
    """A stream that never tells a secret."""

    def __init__(self, stream, secrets):
        self._stream, self._secrets = stream, secrets

    def write(self, text):
        return self._stream.write(scrub(text, self._secrets))

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self._stream, name)


def scrub(text, secrets):
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def telling(failure):
    """What may be said of a failure: its message where that holds no value, else only its place."""
    kind = type(failure).__name__
    own = [
        frame
        for frame in traceback.extract_tb(failure.__traceback__)
        if "site-packages" not in frame.filename and "godwit_" not in frame.filename
        and not frame.filename.startswith("<")
    ]
    place = ""
    if own:
        file = own[-1].filename
        if file.startswith(os.getcwd() + os.sep):
            file = os.path.relpath(file)
        place = "%s:%s" % (file, own[-1].lineno)
    django = type(failure).__module__.startswith("django.")
    if django or kind in TELLING:
        lines = str(failure).strip().splitlines()
        return "%s: %s" % (kind, lines[0] if lines else ""), place
    return "%s%s" % (kind, " at " + place if place else ""), place


def settings_module():
    """Lets manage.py do what it does before a command: set variables, extend sys.path, read .env."""
    from django.core import management

    kept = management.execute_from_command_line, management.ManagementUtility.execute

    def stop(*args, **options):
        raise Reached()

    management.execute_from_command_line = management.ManagementUtility.execute = stop
    sys.argv = ["manage.py", "migrate"]  # what settings see that look at it
    try:
        runpy.run_path("manage.py", run_name="__main__")
    except Reached:
        pass
    except (Exception, SystemExit) as failure:
        traceback.print_exc()
        words, place = telling(failure)
        raise Problem("settings", words, place or "manage.py")
    finally:
        management.execute_from_command_line, management.ManagementUtility.execute = kept
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        with open("manage.py", encoding="utf-8") as file:
            named = re.search(r"DJANGO_SETTINGS_MODULE['\"]\s*[,\]=]+\s*['\"]([\w.]+)", file.read())
        if not named:
            raise Problem("settings", "manage.py names no settings module", "manage.py")
        os.environ["DJANGO_SETTINGS_MODULE"] = named.group(1)


def engine(name):
    """The project's backend where that speaks to PostgreSQL, else Django's own for it.

    Many projects have SQLite in their settings for whoever just tries them; their migrations are the
    same. What was asked for is the target, and that is PostgreSQL.
    """
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import load_backend

    plain = "django.db.backends.postgresql"
    if "spatialite" in name or "postgis" in name:
        plain = "django.contrib.gis.db.backends.postgis"
    try:
        if load_backend(name).DatabaseWrapper.vendor == "postgresql":
            return name
    except ImproperlyConfigured as failure:
        if "psycopg" in str(failure):
            raise Problem("psycopg", str(failure).splitlines()[0])
        if "postg" in name:
            raise Problem("settings", telling(failure)[0])
    try:
        load_backend(plain)
    except ImproperlyConfigured as failure:
        raise Problem("psycopg", str(failure).splitlines()[0])
    return plain


def escaped(value):
    """For a word of libpq's options."""
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


def aim(login, looking):
    """Makes the alias the target, in memory: no file ever holds the password."""
    from django.conf import settings

    alias, databases = login["alias"], settings.DATABASES
    if alias not in databases and (databases or alias != "default"):
        raise Problem("alias", "DATABASES has no %s, but %s" % (alias, ", ".join(databases)))
    was = dict(databases.get(alias) or {})
    old = was.get("OPTIONS") or {}
    options = {key: old[key] for key in KEPT if key in old}
    session = [
        "-c search_path=" + escaped(login["searchPath"]) if login["searchPath"] else "",
        old.get("options", ""),  # a search_path, for example; what comes later wins
        "-c lock_timeout=%d" % login["lockTimeoutMillis"],
        "-c statement_timeout=%d" % login["statementTimeoutMillis"],
        "-c default_transaction_read_only=on" if looking else "",
    ]
    options["options"] = " ".join(one for one in session if one)
    options["application_name"] = login["applicationName"]
    if login["sslmode"]:
        options["sslmode"] = login["sslmode"]
    was.update(
        ENGINE=engine(was.get("ENGINE") or ""),
        HOST=login["host"],
        PORT=str(login["port"]),
        NAME=login["database"],
        USER=login["user"],
        PASSWORD=login["password"],
        OPTIONS=options,
        CONN_MAX_AGE=0,
    )
    databases[alias] = was  # in place: also for whoever imports the settings module itself


def away(but=""):
    """No database at all: commands that write files would ask the project's own, and what is only
    tried could write into it.
    """
    from django.conf import settings

    for alias, was in settings.DATABASES.items():
        if alias != but:
            was["ENGINE"] = "django.db.backends.dummy"


def connected(login):
    """The connection, which certainly is one to the target."""
    from django.db import connections

    connection = connections[login["alias"]]
    told = connection.settings_dict
    if (told["HOST"], str(told["PORT"]), told["NAME"], told["USER"]) != (
        login["host"], str(login["port"]), login["database"], login["user"],
    ) or connection.vendor != "postgresql":
        raise Problem("settings", "the settings were used before they were read to the end")
    return connection


def settle(request):
    # Settings often ask for it, and what they make of it is replaced. Nothing listens there.
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    settings_module()
    try:
        from django.conf import settings

        settings.DATABASES
    except (Exception, SystemExit) as failure:
        traceback.print_exc()
        words, place = telling(failure)
        raise Problem("settings", words, place or os.environ["DJANGO_SETTINGS_MODULE"])
    if "login" in request:
        aim(request["login"], request["command"] == "look")
        if request["command"] == "migrate":
            away(request["login"]["alias"])
    else:
        away()
    try:
        import django

        django.setup()
    except (Exception, SystemExit) as failure:
        traceback.print_exc()
        words, place = telling(failure)
        raise Problem("settings", words, place or os.environ["DJANGO_SETTINGS_MODULE"])


def answer(request):
    command = request["command"]
    settle(request)
    if "view" in request:
        import godwit_squash

        godwit_squash.see(request)
    if command == "look":
        import godwit_look

        return godwit_look.look(connected(request["login"]), request)
    if command in ("squash", "migrate"):
        import godwit_squash

        if command == "squash":
            return godwit_squash.squash(request)
        return godwit_squash.whole(connected(request["login"]), request)
    if "login" not in request:
        import godwit_write

        return godwit_write.write(request)
    import godwit_move

    return godwit_move.move(connected(request["login"]), request, command == "backward")


def main():
    request = json.loads(sys.stdin.buffer.readline())
    sys.stdin = open(os.devnull)
    secrets = sorted((one for one in request["secrets"] if one), key=len, reverse=True)
    sys.stdout, sys.stderr = Scrubbed(sys.stdout, secrets), Scrubbed(sys.stderr, secrets)
    try:
        told = answer(request)
    except Problem as problem:
        told = {"problem": {"kind": problem.kind, "words": problem.words, "where": problem.where}}
    except BaseException as failure:
        traceback.print_exc()
        lost = type(failure).__name__ == "Unreachable"
        told = {"unexpected": str(failure) if lost else telling(failure)[0]}
    text = json.dumps(told)
    for secret in secrets:
        text = text.replace(json.dumps(secret)[1:-1], "***")
    with open(request["answer"], "w", encoding="ascii") as file:
        file.write(text)
    sys.stdout.flush()
    # Threads that a project has started must not keep the session open, and with it the lock.
    os._exit(0)


if __name__ == "__main__":
    sys.modules["godwit_django"] = sys.modules["__main__"]
    main()
