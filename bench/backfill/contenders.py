"""Who does it: one class for each, all with the same two moments."""

import os
import re
import resource
import subprocess
import time

from . import godwit, tasks
from .place import DJANGO, Failed, Missing
from .tasks import LOWER_ADDED

HERE = os.path.dirname(os.path.abspath(__file__))
PATIENCE = 3600  # seconds after which a contender is given up


class Contender:
    """prepare is not measured, run is; finish is called whatever happened."""

    idle = False  # whether the application is absent

    def __init__(self, bench, case):
        self.bench, self.case = bench, case
        self.task = tasks.of(case)

    def prepare(self):
        pass

    def run(self):
        """Fills, and returns what only this contender can say."""
        raise NotImplementedError

    def finish(self):
        pass

    def psql(self, script):
        """One session of psql, each statement its own transaction."""
        with open(self.bench.place.path("contender.sql"), "w") as file:
            file.write(script)
        command = [os.path.join(self.bench.postgres.clients, "psql"), "-qXAt", "-v", "ON_ERROR_STOP=1"]
        return self.child([*command, "-f", file.name])

    def child(self, command, **environment):
        """Runs a program of the contender's, and says how much processor time it took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        surroundings = dict(self.bench.postgres.environment(), **environment)
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=PATIENCE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr[-1500:]}")
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return dict(client_cpu=round(used, 2))


class Naive(Contender):
    """One statement: an UPDATE of the whole table, or the ALTER TABLE that rewrites it."""

    def run(self):
        return self.psql(self.task.statement)


class Idle(Naive):
    """The yardstick: the same with nobody else there."""

    idle = True


class Nothing(Contender):
    """The application alone, for as long as a fill would take: what the noise is."""

    def run(self):
        time.sleep(15)
        return {}


class Loop(Contender):
    """What is usually advised: a thousand keys in each transaction."""

    def run(self):
        if self.case["keys"] == "uuid":
            batch = (
                "with batch as materialized (select id from users where id > :'last' order by id limit 1000),\n"
                "     done as (update users set email_lower = lower(email) from batch where users.id = batch.id)\n"
                "select coalesce((select id from batch order by id desc limit 1), :'last'::uuid) as last \\gset\n"
            )
            batches = self.case["rows"] * 105 // 100_000 + 1  # some more, for what the application inserts
            return self.psql(LOWER_ADDED + "\\set last 00000000-0000-0000-0000-000000000000\n" + batch * batches)
        last = int(self.bench.postgres.sql("select max(id) from users"))
        batch = "update users set email_lower = lower(email) where id >= {} and id < {};\n"
        return self.psql(LOWER_ADDED + "".join(batch.format(at, at + 1000) for at in range(1, last + 1, 1000)))


class Procedure(Contender):
    """The same by a procedure of the server, which commits after each thousand."""

    def run(self):
        command = [os.path.join(self.bench.postgres.clients, "psql"), "-qXAt"]
        command += ["-v", f"uuid={int(self.case['keys'] == 'uuid')}"]
        return self.child([*command, "-f", os.path.join(HERE, "sql", "procedure.sql")])


class Django(Contender):
    """A data migration with iterator() and bulk_update."""

    def prepare(self):
        self._packages = self.bench.place.python(DJANGO, "django")

    def run(self):
        command = ["python3", os.path.join(HERE, "django_iterator.py")]
        return self.child(command, PYTHONPATH=self._packages, KEYS=self.case["keys"])


class Pgroll(Contender):
    """pgroll with its default batches: start, which fills, and complete."""

    def prepare(self):
        if not self.bench.place.pgroll:
            raise Missing("no pgroll was named: --pgroll PATH")
        folder = self.bench.place.path("pgroll")
        os.makedirs(folder, exist_ok=True)
        self._migration = os.path.join(folder, f"02_{self.task.plan_name}.json")
        with open(self._migration, "w") as file:
            file.write(self.task.pgroll)
        self._call("init")
        self._call("baseline", "--yes", "01_baseline", folder)

    def _call(self, *arguments):
        postgres = self.bench.postgres
        url = f"postgres://postgres@127.0.0.1:{postgres.port}/bench?sslmode=disable"
        return self.child([self.bench.place.pgroll, *arguments], PGROLL_PG_URL=url)

    def run(self):
        began = time.time()
        first = self._call("start", self._migration)
        filled = time.time()
        second = self._call("complete")
        used = first["client_cpu"] + second["client_cpu"]
        return dict(fill=[began, filled], client_cpu=round(used, 2), complete_seconds=round(time.time() - filled, 2))


class Godwit(Contender):
    """godwit start, to its end: godwit[-polite|-balanced|-fast][-2lanes][-keys|-copy]."""

    def __init__(self, bench, case, name):
        super().__init__(bench, case)
        words = name.split("-")[1:]
        self._preset = next((word for word in words if word in ("polite", "balanced", "fast")), None)
        lanes = next((int(word[:-5]) for word in words if re.fullmatch(r"\d+lanes", word)), None)
        self._copies = "copy" in words
        settings = dict(lanes=lanes, strategy=next((word for word in words if word in ("keys", "copy")), None))
        self._settings = {key: value for key, value in settings.items() if value is not None}
        self.stack = godwit.Stack(bench.place, bench.postgres)

    def prepare(self):
        if self._preset and not self.stack.offers("--preset"):
            raise Missing("not offered by this build: godwit start has no --preset")
        if self._copies and self.case["old_snapshot"]:
            raise Missing("a copy takes its table's place only when nobody has an older snapshot")
        self.stack.start()
        # A worker runs for weeks: what it does for the first time is not what is measured here.
        same = dict(strategy="copy") if self._copies else {}
        self.stack.migrate(self.stack.plan("warm", self.task, **same))

    def run(self):
        options = ["--preset", self._preset] if self._preset else []
        plan = self.stack.plan("users", self.task, **self._settings)
        said = self.stack.migrate(plan, *options)
        return dict(said, client_cpu=round(said["worker_cpu"] + said["temporal_cpu"], 2))

    def finish(self):
        self.stack.stop()


PEERS = {
    "lower": {
        "idle-update": Idle,
        "no-migration": Nothing,
        "one-update": Naive,
        "psql-loop": Loop,
        "procedure": Procedure,
        "django": Django,
        "pgroll": Pgroll,
    },
    "retype": {
        "idle-alter": Idle,
        "no-migration": Nothing,
        "one-alter": Naive,
        "pgroll": Pgroll,
    },
}
STRATEGIES = {"lower": "keys|blocks", "retype": "keys|blocks|copy"}


def contender(name, bench, case):
    """Raises ValueError where nobody has this name."""
    task = case["task"]
    peers, strategies = PEERS[task], STRATEGIES[task]
    if name in peers:
        return peers[name](bench, case)
    if re.fullmatch(rf"godwit(-(polite|balanced|fast))?(-[1-8]lanes)?(-({strategies}))?", name):
        return Godwit(bench, case, name)
    known = f"{', '.join(peers)}, godwit[-polite|-balanced|-fast][-2lanes][-{strategies}]"
    raise ValueError(f"no contender {name} for task {task}: {known}")
