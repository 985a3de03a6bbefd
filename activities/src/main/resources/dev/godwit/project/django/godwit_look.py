"""What there is, what is pending, and what it would do. The session is a read-only one."""

import hashlib
import os
import sys
import traceback

from django.apps import apps
from django.db.migrations import exceptions
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, SeparateDatabaseAndState
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from godwit_django import Problem, telling
from godwit_sql import unreachable

WRONG = (
    exceptions.BadMigrationError,
    exceptions.CircularDependencyError,
    exceptions.InconsistentMigrationHistory,
    exceptions.NodeNotFoundError,
)


def label(key):
    return "%s.%s" % tuple(key)


def loaded(connection, kind=MigrationExecutor):
    """The migrations, as Django loads them; what is wrong with a file is said with its place."""
    try:
        return kind(connection)
    except WRONG as failure:
        raise Problem("migrations", str(failure))
    except Exception as failure:
        unreachable(failure)
        traceback.print_exc()
        words, place = telling(failure)
        raise Problem("migrations", words, place)


def consistent(executor):
    try:
        executor.loader.check_consistent_history(executor.connection)
    except exceptions.InconsistentMigrationHistory as failure:
        raise Problem("migrations", str(failure))


def inside(operation):
    """The operations that a SeparateDatabaseAndState does in the database."""
    return operation.database_operations if isinstance(operation, SeparateDatabaseAndState) else []


def code(operation):
    nested = inside(operation)
    if nested:
        return any(code(one) for one in nested)
    if isinstance(operation, RunPython):
        return True
    return not type(operation).__module__.startswith(("django.db.migrations.", "django.contrib."))


def reversible(operation):
    return operation.reversible and all(reversible(one) for one in inside(operation))


def described(operation):
    words = operation.describe()
    if isinstance(operation, RunPython):
        words += ": " + getattr(operation.code, "__qualname__", type(operation.code).__name__)
    return {
        "kind": type(operation).__name__,
        "words": words,
        "reversible": reversible(operation),
        "code": code(operation),
    }


def runs(operation):
    """Whether asking for its SQL would run it: Django only leaves out a RunPython at the top."""
    return any(isinstance(one, RunPython) or runs(one) for one in inside(operation))


def sql(connection, migration, way, state):
    """What sqlmigrate says, without BEGIN and COMMIT, and the state that it leads to."""
    if any(runs(one) for one in migration.operations):
        return "", None
    try:
        with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            after = way(state, editor, collect_sql=True)
        return "\n".join(editor.collected_sql), after
    except Exception as failure:  # what it would change is not there yet, or cannot be taken back
        unreachable(failure)
        return "", None


def texts(connection, executor, plan):
    told = {}
    state = executor._create_project_state(with_applied_migrations=True)
    state.apps  # rendered once; then each migration only changes what it changes
    for migration, _ in plan:
        before, back = state.clone(), state.clone()
        forward, after = sql(connection, migration, migration.apply, state)
        backward, _ = sql(connection, migration, migration.unapply, back)
        told[migration.app_label, migration.name] = forward, backward
        state = after or migration.mutate_state(before, preserve=False)
    return told


def ordered(loader):
    """All that is on disk, each behind what it depends on.

    Not from a graph without replacements: where the originals of a squash are deleted, and another
    app names them still, there is none.
    """
    order = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    keys = [key for key in order if key in loader.disk_migrations]
    for squash in sorted(loader.replacements):
        replaced = [tuple(key) for key in loader.replacements[squash].replaces]
        if squash in keys:  # what it replaces is not in the graph
            at = keys.index(squash)
            keys[at:at] = [k for k in replaced if k in loader.disk_migrations and k not in keys]
        else:
            at = max((keys.index(key) for key in replaced if key in keys), default=len(keys))
            keys.insert(at + 1, squash)
    return keys + [key for key in sorted(loader.disk_migrations) if key not in keys]


def file(migration, project):
    path = getattr(sys.modules.get(migration.__module__), "__file__", None)
    if not path or not os.path.isfile(path):
        return "", "", False
    with open(path, "rb") as source:
        checksum = hashlib.sha256(source.read()).hexdigest()
    real = os.path.realpath(path)
    inside = real.startswith(os.path.realpath(project) + os.sep)
    installed = "site-packages" in real or "dist-packages" in real
    own = inside and not installed
    return checksum, os.path.relpath(real, os.path.realpath(project)) if own else path, own


def conflicts(loader):
    told = []
    for app, names in sorted(loader.detect_conflicts().items()):
        ways = [[k for k in loader.graph.forwards_plan((app, n)) if k[0] == app] for n in names]
        shared = [k for k in ways[0] if all(k in way for way in ways)]
        told.append(
            {"app": app, "leaves": sorted(names), "ancestor": shared[-1][1] if shared else ""}
        )
    return told


def unmigrated(loader):
    """What makemigrations would write. Its own questioner ends the process where this one shrugs."""
    questioner = MigrationQuestioner(specified_apps=set(), dry_run=True)
    states = loader.project_state(), ProjectState.from_apps(apps)
    changes = MigrationAutodetector(*states, questioner).changes(graph=loader.graph)
    return [
        "%s: %s" % (app, operation.describe())
        for app, migrations in sorted(changes.items())
        for migration in migrations
        for operation in migration.operations
    ]


def look(connection, request):
    executor = loaded(connection)
    consistent(executor)
    loader = executor.loader
    recorded = MigrationRecorder(connection).applied_migrations()
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    written = texts(connection, executor, plan)
    migrations = []
    for key in ordered(loader):
        migration = loader.disk_migrations[key]
        checksum, path, own = file(migration, request["project"])
        forward, backward = written.get(key, ("", ""))
        partly = key in loader.replacements and key not in loader.applied_migrations
        migrations.append(
            {
                "app": key[0],
                "name": key[1],
                "applied": not partly and (key in loader.applied_migrations or key in recorded),
                "atomic": migration.atomic,
                "checksum": checksum,
                "file": path,
                "own": own,
                "replaces": [label(one) for one in migration.replaces],
                "dependencies": [label(one) for one in migration.dependencies],
                "operations": [described(one) for one in migration.operations],
                "sql": forward,
                "backwards": backward,
            }
        )
    replaced = {tuple(k) for m in loader.replacements.values() for k in m.replaces}
    gone = set(recorded) - set(loader.disk_migrations) - replaced
    return {
        "state": {
            "migrations": migrations,
            "plan": [label((migration.app_label, migration.name)) for migration, _ in plan],
            "orphans": sorted(label(key) for key in gone),
            "conflicts": conflicts(loader),
            "unmigrated": unmigrated(loader),
        }
    }
