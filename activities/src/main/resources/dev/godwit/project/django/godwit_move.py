"""One migration forward or back, by Django's own executor, with Godwit's statements around it."""

import contextlib
import io
import time
import traceback
from importlib import import_module

from asgiref.sync import async_to_sync
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.sql import emit_pre_migrate_signal
from django.db import Error, transaction
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule

from godwit_django import Problem, telling
from godwit_look import consistent, label, loaded, reversible
from godwit_sql import LOCK_NOT_AVAILABLE, lost, sqlstate, unreachable, words

ELSEWHERE = (
    "its code asks another database of the settings, which cannot be reached;"
    " using(schema_editor.connection.alias) asks the one that is migrated"
)


class Refused(Exception):
    """The migrations do not stand so that this one could move."""


class Executor(MigrationExecutor):
    """Without a transaction, a migration is recorded together with what comes after it at least."""

    after = ()

    def apply_migration(self, state, migration, fake=False, fake_initial=False):
        if migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        with self.connection.schema_editor(atomic=False) as editor:
            state = migration.apply(state, editor)
        with self.recording():
            return super().apply_migration(state, migration, fake=True)

    def unapply_migration(self, state, migration, fake=False):
        if migration.atomic:
            return super().unapply_migration(state, migration, fake)
        with self.connection.schema_editor(atomic=False) as editor:
            state = migration.unapply(state, editor)
        with self.recording():
            return super().unapply_migration(state, migration, fake=True)

    @contextlib.contextmanager
    def recording(self):
        """Where Django, told to pretend, only writes down that a migration has moved."""
        with transaction.atomic(using=self.connection.alias):
            yield
            run(self.connection, self.after)


def run(connection, statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)  # without parameters, so that % is what it is


def listen():
    """As migrate does: handlers of signals may be in an app's management module."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "management"):
            import_module(".management", config.name)


def lock(connection, patience):
    """Django takes none. Held by the session, which ends with this process.

    Asked for again and again: who waits for it in the server has a snapshot, for which an index that
    is made concurrently under this lock would wait in turn.
    """
    end = time.monotonic() + patience if patience else float("inf")
    with connection.cursor() as cursor:
        try:
            # A server that computes only looks for its client when it is told to.
            cursor.execute("set client_connection_check_interval = '1s'")
        except Error as failure:  # PostgreSQL 13 and older, and systems that cannot
            unreachable(failure)
        while True:
            cursor.execute("select pg_try_advisory_lock(hashtext('godwit'), hashtext('django'))")
            if cursor.fetchone()[0]:
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.2)


def missing(failure):
    """Whether a handler has asked for something that a later migration brings, or has taken."""
    absent = sqlstate(failure) in ("42P01", "42703")
    return absent or isinstance(failure, (LookupError, ObjectDoesNotExist))


def receivers(config):
    """One by one: a failure of one must not take back what the others have done."""
    live = post_migrate._live_receivers(config)
    if not isinstance(live, tuple):  # Django 4.2
        return live
    plain, asynchronous = live
    return [*plain, *(async_to_sync(one) for one in asynchronous)]


def tell(connection, state, plan, complete, said):
    """The signal post_migrate, which makes content types and permissions.

    Projects have handlers that want the tables of all their migrations, and are used to get them:
    migrate sends it once, at the end. So a handler may fail for that reason until nothing is pending.
    """
    state.clear_delayed_apps_cache()
    rendered = state.apps
    with rendered.bulk_update():
        keys = [(model.app_label, model.name_lower) for model in rendered.real_models]
        for key in keys:
            rendered.unregister_model(*key)
    rendered.render_multiple([ModelState.from_model(apps.get_model(*key)) for key in keys])
    out = io.StringIO()
    about = {
        "verbosity": 1,
        "interactive": False,
        "using": connection.alias,
        "stdout": out,
        "apps": rendered,
        "plan": plan,
    }
    for config in apps.get_app_configs():
        if config.models_module is None:
            continue
        for receiver in receivers(config):
            try:
                with transaction.atomic(using=connection.alias):
                    receiver(signal=post_migrate, sender=config, app_config=config, **about)
            except Exception as failure:
                if complete or not missing(failure):
                    raise
                name = getattr(receiver, "__qualname__", type(receiver).__name__)
                said.append("%s of %s comes again after the last migration" % (name, config.label))
    said.extend(out.getvalue().splitlines())


def waiting(executor, key):
    """The plan of this migration alone, forward."""
    plan = executor.migration_plan([key])
    before = [label((m.app_label, m.name)) for m, _ in plan if (m.app_label, m.name) != key]
    if before:
        raise Refused("%s has to be applied before %s" % (", ".join(before), label(key)))
    return plan


def standing(executor, key):
    """The plan of this migration alone, back."""
    loader = executor.loader
    # What depends on it may say so by the name of a squash that it is in.
    names = [key] + [k for k, m in loader.replacements.items() if key in map(tuple, m.replaces)]
    nodes = loader.graph.node_map
    above = {child.key for name in names if name in nodes for child in nodes[name].children}
    applied = [k for k in sorted(above) if k in loader.applied_migrations and k not in names]
    if applied:
        raise Refused(
            "%s depends on %s, and is applied" % (", ".join(map(label, applied)), label(key))
        )
    migration = loader.graph.nodes[key]
    for operation in migration.operations:
        if not reversible(operation):
            raise Refused("%s cannot be taken back: %s" % (label(key), operation.describe()))
    return [(migration, True)]


def unsquash(loader, key):
    """Works with the originals of a squash, as Django itself does while it is applied in part."""
    loader.replace_migrations = False
    loader.build_graph()
    for squash, migration in loader.replacements.items():
        if key in map(tuple, migration.replaces):
            loader.graph.remove_replacement_node(squash, migration.replaces)
            loader.applied_migrations.pop(squash, None)
        elif squash in loader.applied_migrations:
            loader.graph.remove_replaced_nodes(squash, migration.replaces)
        else:
            loader.graph.remove_replacement_node(squash, migration.replaces)
    loader.graph.validate_consistency()


def found(executor, key, backwards):
    loader = executor.loader
    if key not in loader.disk_migrations:
        raise Refused("the project has no migration %s" % label(key))
    if key in loader.graph.nodes:
        return
    if backwards and key not in loader.replacements:
        try:
            unsquash(loader, key)
        except NodeNotFoundError as failure:
            raise Refused("%s cannot be taken back alone: %s" % (label(key), failure))
        return
    raise Refused("%s is not used: Django works with what replaces it, or it replaces" % label(key))


def migrate(connection, executor, plan):
    before = executor._create_project_state(with_applied_migrations=True)
    alias = connection.alias
    emit_pre_migrate_signal(0, False, alias, stdout=io.StringIO(), apps=before.apps, plan=plan)
    return executor.migrate(None, plan=plan, state=before.clone())


def perform(connection, request, backwards, said, progress):
    key = request["app"], request["name"]
    if not lock(connection, request["login"]["lockTimeoutMillis"] / 1000):
        return failed(LOCK_NOT_AVAILABLE, "somebody else migrates this database")
    executor = loaded(connection, Executor)
    recorded = key in executor.loader.applied_migrations
    if recorded != backwards:
        return {"already": True}
    consistent(executor)
    found(executor, key, backwards)
    plan = standing(executor, key) if backwards else waiting(executor, key)
    migration = plan[0][0]
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    complete = not backwards and [m for m, _ in pending] == [migration]
    listen()
    whole = transaction.atomic(using=connection.alias)
    with whole if migration.atomic else contextlib.nullcontext():
        with transaction.atomic(using=connection.alias):
            connection.prepare_database()
            run(connection, request["before"])
        executor.after = request["after"]
        state = migrate(connection, executor, plan)
        if migration.atomic:
            # Here, as at Django's own commit: what is deferred is this migration's, and blocks DDL.
            connection.check_constraints()
        tell(connection, state, plan, complete, said)
        if migration.atomic:
            run(connection, request["after"])
        progress["finished"] = True
    return done(key, backwards, said)


def done(key, backwards, said):
    return {"done": ["%s %s" % ("took back" if backwards else "applied", label(key)), *said]}


def failed(state, told):
    return {
        "failed": {"sqlstate": state, "words": told, "lockTimeout": state == LOCK_NOT_AVAILABLE}
    }


def committed(connection, request, backwards):
    """Whether a failure came after the commit: from a project's on_commit, for example."""
    try:
        connection.close()
        applied = loaded(connection, Executor).loader.applied_migrations
        return ((request["app"], request["name"]) in applied) != backwards
    except Exception as failure:
        unreachable(failure)
        raise


def move(connection, request, backwards):
    said, progress = [], {}
    try:
        return perform(connection, request, backwards, said, progress)
    except Refused as refusal:
        return failed("", str(refusal))
    except Problem:
        raise
    except Exception as failure:
        if lost(failure) and connection.connection is not None and connection.is_usable():
            # Ours is there: to try again would ask the other one for ever.
            traceback.print_exc()
            return failed("", ELSEWHERE)
        unreachable(failure)
        traceback.print_exc()
        state = sqlstate(failure)
        said.append("afterwards failed: " + telling(failure)[0])
        if progress and committed(connection, request, backwards):
            return done((request["app"], request["name"]), backwards, said)
        return failed(state, words(failure) if state else telling(failure)[0])
