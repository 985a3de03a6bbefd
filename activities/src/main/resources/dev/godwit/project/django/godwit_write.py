"""Files of migrations that Django writes into the project. No database is asked."""

import io
import os
import re

from django.core.management import CommandError, call_command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter

from godwit_django import Problem
from godwit_look import WRONG


def call(command, *arguments, **options):
    """What it says on both streams."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(
            command, *arguments, interactive=False, no_color=True, stdout=out, stderr=err, **options
        )
    except CommandError as failure:
        raise Problem("written", str(failure).splitlines()[0])
    except WRONG as failure:
        raise Problem("migrations", str(failure))
    except SystemExit:  # a question that only a person can answer
        lines = (err.getvalue() + out.getvalue()).strip().splitlines()
        raise Problem("written", lines[0] if lines else command)
    return out.getvalue(), err.getvalue()


def folder(app):
    loader = MigrationLoader(None, ignore_no_migrations=True)
    some = [m for (label, _), m in sorted(loader.disk_migrations.items()) if label == app]
    if not some:
        raise Problem("written", "the app %s has no migrations" % app)
    return os.path.dirname(os.path.realpath(MigrationWriter(some[0]).path))


def written(said, paths):
    lines = [line for line in said.splitlines() if line.strip()]
    return {"written": {"said": lines, "paths": [os.path.realpath(one) for one in paths if one]}}


def make(app, name, empty, dry):
    options = {"name": name} if name else {}
    apps = [app] if app else []
    if dry:
        said, _ = call(
            "makemigrations", *apps, empty=empty, dry_run=True, verbosity=3, **options
        )
        return written(said, [])
    paths, said = call("makemigrations", *apps, empty=empty, scriptable=True, **options)
    if empty:
        for path in paths.splitlines():
            template(path)
    return written(said, paths.splitlines())


DATA = """

def forwards(apps, schema_editor):
    # Models as they are at this point of the history: apps.get_model("%(app)s", "Name")
    pass


def backwards(apps, schema_editor):
    # What takes it back.
    pass


class Migration("""


def template(path):
    """Rows are changed by a function, and taken back by another one."""
    app = os.path.basename(os.path.dirname(os.path.dirname(path)))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = text.replace("\n\nclass Migration(", DATA % {"app": app}, 1)
    text = re.sub(
        r"operations = \[\s*\]",
        "operations = [\n        migrations.RunPython(forwards, backwards),\n    ]",
        text,
        count=1,
    )
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def merge(app, dry):
    if dry:
        said, _ = call("makemigrations", app, merge=True, dry_run=True, verbosity=3)
        return written(said, [])
    paths, said = call("makemigrations", app, merge=True, scriptable=True)
    return written(said, paths.splitlines())


def write(request):
    command, app = request["command"], request["app"]
    if command == "merge":
        return merge(app, request["dry"])
    return make(app, request["name"], request["empty"], request["dry"])
