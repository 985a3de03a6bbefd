"""A squash that is not in the project yet, and how Django stands to a database with and without it."""

import importlib
import os
import re
import sys
import traceback

from django.core.management.commands import squashmigrations
from django.db.migrations.loader import AmbiguityError, MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.writer import MigrationWriter

from godwit_django import Problem, telling
from godwit_look import consistent, described, file, label, loaded, reversible
from godwit_move import failed, listen, migrate, tell
from godwit_sql import sqlstate, unreachable, words
from godwit_write import call, folder

# Where Django names a function of a module that no Python can name.
UNNAMED = re.compile(r"\b(?:[A-Za-z_]\w*\.)+\d\w*(?:\.[A-Za-z_]\w*)+")


class Beside:
    """Finds a package of migrations with one more folder, also when Django loads it again."""

    def __init__(self, package, place):
        self.package, self.place = package, place

    def find_spec(self, name, path=None, target=None):
        if name != self.package:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                spec.submodule_search_locations.append(self.place)
                return spec
        return None


def see(request):
    """From now on Django sees the squash that is not there, or does not see the one that is."""
    view = request["view"]
    if "text" in view:
        place = os.path.join(os.path.dirname(request["answer"]), "squash")
        os.makedirs(place)
        with open(os.path.join(place, view["name"] + ".py"), "w", encoding="utf-8") as out:
            out.write(view["text"])
        beside(view["app"], place)
        return
    load = MigrationLoader.load_disk

    def without(loader):
        load(loader)
        loader.disk_migrations.pop((view["app"], view["name"]), None)

    MigrationLoader.load_disk = without


def beside(app, place):
    sys.meta_path.insert(0, Beside(MigrationLoader.migrations_module(app)[0], place))
    importlib.invalidate_caches()


def by_prefix(loader, app, name):
    try:
        return loader.get_migration_by_prefix(app, name)
    except AmbiguityError:
        raise Problem("written", "several migrations of %s begin with %s" % (app, name))
    except KeyError:
        raise Problem("written", "no migration of %s begins with %s" % (app, name))


def squash(request):
    """Written into a folder of its own: in the project, it would break every command if it is wrong."""
    app, start, end = request["app"], request["from"], request["to"]
    loader = loaded(None, MigrationLoader)
    home = folder(app)
    last = by_prefix(loader, app, end)
    if not file(last, request["project"])[2]:
        raise Problem("written", "the migrations of %s are those of an installed package" % app)
    if last.replaces:
        return standing(loader, last, start)
    for key, other in loader.replacements.items():
        if (app, last.name) in map(tuple, other.replaces):
            raise Problem("written", "%s is in a squash already: %s" % (last.name, key[1]))
    place = os.path.join(os.path.dirname(request["answer"]), "squash")
    os.makedirs(place)
    made = write(app, start, end, home, place)
    path = os.path.join(place, made["name"] + ".py")
    with open(path, encoding="utf-8") as source:
        made["text"] = source.read()
    importable(made["name"], made["text"])
    beside(app, place)
    try:
        known = MigrationLoader(None)
    except Exception as failure:
        traceback.print_exc()
        raise Problem("unloadable", telling(failure)[0], made["name"])
    made["path"] = os.path.join(home, made["name"] + ".py")
    return {"squash": about(known, known.disk_migrations[app, made["name"]], made)}


def standing(loader, migration, start):
    """One that is in the project already, from somebody's hand perhaps."""
    gone = [label(key) for key in migration.replaces if tuple(key) not in loader.disk_migrations]
    if start:
        raise Problem("written", "%s is a squash already, and has its own beginning" % migration.name)
    if gone:
        raise Problem("written", "%s replaces what is on disk no more: %s" % (
            migration.name, ", ".join(gone)
        ))
    return {"squash": about(loader, migration, {"text": "", "path": "", "left": [], "said": ""})}


def write(app, start, end, home, place):
    kept = {}

    class Writer(MigrationWriter):
        """Into a folder of its own, unless there is one of that name: that, Django says itself."""

        def __init__(self, migration, *arguments, **options):
            super().__init__(migration, *arguments, **options)
            kept["new"] = migration

        @property
        def path(self):
            real = os.path.join(home, self.filename)
            return real if os.path.exists(real) else os.path.join(place, self.filename)

    def load(connection):
        kept["loader"] = MigrationLoader(None)
        return kept["loader"]

    squashmigrations.MigrationWriter, squashmigrations.MigrationLoader = Writer, load
    try:
        call("squashmigrations", *[one for one in (app, start, end) if one])
    except ValueError as failure:  # of the writer: a lambda, for example
        raise Problem("written", str(failure).strip().splitlines()[0])
    new, disk = kept["new"], kept["loader"].disk_migrations
    before = [(key, one) for key in map(tuple, new.replaces) for one in disk[key].operations]
    left = [
        "%s: %s" % (label(key), described(one)["words"])
        for key, one in before
        if one.elidable and not any(one is kept for kept in new.operations)
    ]
    said = "%d operations have become %d" % (len(before), len(new.operations))
    return {"name": new.name, "left": left, "said": said}


def importable(name, text):
    try:
        compile(text, name + ".py", "exec")
    except SyntaxError as failure:
        traceback.print_exc()
        functions = sorted(set(UNNAMED.findall(text)))
        raise Problem(
            "unloadable",
            "no Python can name %s: the module begins with a digit" % ", ".join(functions)
            if functions
            else telling(failure)[0],
            name,
        )


def about(loader, migration, made):
    key = migration.app_label, migration.name
    parents = sorted(node.key for node in loader.graph.node_map[key].parents)
    below = [parent for parent in parents if parent[0] == key[0]]
    return {
        "app": key[0],
        "name": key[1],
        "replaces": [label(one) for one in migration.replaces],
        "needs": [label(parent) for parent in parents],
        "back": label(below[-1]) if below else key[0] + ".zero",
        "left": made["left"],
        "irreversible": [
            described(one)["words"] for one in migration.operations if not reversible(one)
        ],
        "said": made["said"],
        "path": made["path"],
        "text": made["text"],
    }


def targets(loader, wanted):
    if wanted is None:
        return loader.graph.leaf_nodes()
    return [
        (app, None if name == "zero" else name)
        for app, _, name in (one.partition(".") for one in wanted)
    ]


def whole(connection, request):
    """As manage.py migrate does it: one plan, one post_migrate. All that is left, without targets."""
    at = []
    try:
        executor = loaded(connection)
        consistent(executor)
        executor.progress_callback = lambda action, migration=None, fake=False: at.append(migration)
        plan = executor.migration_plan(targets(executor.loader, request["targets"]))
        listen()
        connection.prepare_database()
        state = migrate(connection, executor, plan)
        after = loaded(connection)
        pending = after.migration_plan(after.loader.graph.leaf_nodes())
        if plan:
            at.append(None)
            tell(connection, state, plan, not pending, [])
    except Problem:
        raise
    except Exception as failure:
        unreachable(failure)
        traceback.print_exc()
        name = "%s: " % label((at[-1].app_label, at[-1].name)) if at and at[-1] else ""
        code = sqlstate(failure)
        return failed(code, name + (words(failure) if code else telling(failure)[0]))
    return {
        "migrated": {
            "recorded": sorted(map(label, MigrationRecorder(connection).applied_migrations())),
            "pending": [label((one.app_label, one.name)) for one, _ in pending],
            "failure": "",
        }
    }
