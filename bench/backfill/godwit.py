"""Godwit as its users have it: godwit dev with its Temporal server and worker, godwit start in a shell."""

import json
import os
import re
import shutil
import subprocess
import time

from . import processes, tasks
from .place import Failed
from .postgres import ended

RUNS = """
select r.id, s.number from godwit.run r join godwit.step s on s.run = r.id
 and s.stage = 'BACKFILL' join godwit.checkpoint c on c.run = s.run and c.step = s.number
where r.plan = '{plan}' order by r.id desc, s.number limit 1
"""
# From the first batch of the fill to its last one; where no trigger has followed it, to the last one
# of the comparison, which fills what it has missed, or of both that make a copy right.
FILL = """
select extract(epoch from min(c.started_at)), extract(epoch from max(c.at)),
       sum(c.rows) filter (where c.step = {step}), count(*) filter (where c.step = {step}), sum(c.swept)
from godwit.checkpoint c join godwit.step s on s.run = c.run and s.number = c.step
where c.run = {run} and (s.stage = 'BACKFILL' or s.body #> '{{work,sweep}}' <> 'null' or s.body #> '{{work,deleted}}' <> 'null')
"""
PHASES = """
select json_object_agg(phase, at) from (
    select phase, round(extract(epoch from min(at)), 3) at from godwit.ledger
    where run = {run} and event = 'phase.entered' group by phase) entered
"""
LOCK = """
select coalesce(max(lock_ms), 0) from godwit.ledger
where run = {run} and lock in ('ACCESS EXCLUSIVE', 'SHARE ROW EXCLUSIVE')
"""


class Stack:
    """A Temporal server and a worker, started anew for each measurement and stopped after it."""

    def __init__(self, place_, postgres):
        self._place, self._postgres, self._dev = place_, postgres, None
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("TEMPORAL_", "GODWIT_", "PG"))}
        config = place_.path("godwit.yaml")
        self._environment = dict(plain, GODWIT_HOME=place_.path("godwit"), GODWIT_CONFIG=config, NO_COLOR="1")
        self._help = None

    def command(self, *arguments, check=True):
        """Runs the command line, and gives what it printed."""
        command = [self._place.godwit(), *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True)
        if check and done.returncode:
            said = (done.stdout[-1500:] + done.stderr[-1500:]).strip()
            raise Failed(f"godwit {' '.join(arguments)} ended with {done.returncode}: {said}")
        return done.stdout

    def offers(self, option):
        if self._help is None:
            self._help = self.command("start", "--help")
        return option in self._help

    def start(self):
        self.command("down", check=False)  # what a killed benchmark may have left
        shutil.rmtree(self._place.path("godwit", "dev"), ignore_errors=True)
        with open(self._environment["GODWIT_CONFIG"], "w") as file:
            url = f"jdbc:postgresql://127.0.0.1:{self._postgres.port}/bench"
            file.write(f'targets:\n  bench: {{ url: "{url}", username: godwit, environment: development }}\n')
        log = self._place.path("godwit-dev.log")
        with open(log, "w") as out:
            command = [self._place.godwit(), "dev"]
            self._dev = subprocess.Popen(command, env=self._environment, stdout=out, stderr=out)
        deadline = time.time() + 600
        while not re.search("^Ready", self.said(), re.M):
            if self._dev.poll() is not None or time.time() > deadline:
                raise Failed(f"godwit dev did not come up: {self.said()[-1500:]}")
            time.sleep(0.2)

    def stop(self):
        if self._dev:
            ended(self._dev, patience=60)
            self._dev = None

    def _known(self):
        with open(self._place.path("godwit", "stack.json")) as file:
            return json.load(file)

    def worker(self):
        """Its process on this machine."""
        return self._known()["workerPid"]

    def used(self):
        """Processor time of the worker and of Temporal so far."""
        return processes.seconds(self.worker()), processes.seconds(self._known()["temporalPid"])

    def plan(self, table, task=tasks.TASKS["lower"], **backfill):
        """Writes a plan for the task, on one of the database's tables."""
        path = self._place.path(f"{table}-{task.plan_name}.yaml")
        with open(path, "w") as file:
            file.write(task.plan.format(table=table))
            if backfill:
                settings = ", ".join(f"{key}: {value}" for key, value in backfill.items())
                file.write(f"backfill: {{ {settings} }}\n")
        return path

    def starting(self, plan):
        """What starts it, and follows it to its end."""
        return ["start", plan, "--target", "bench"]

    def begin(self, plan, *options):
        """Starts it, and returns at once with the process that follows it."""
        command, log = [self._place.godwit(), *self.starting(plan), *options], self._place.path("godwit-start.log")
        with open(log, "w") as out:
            return subprocess.Popen(command, env=self._environment, stdout=out, stderr=out)

    def said(self):
        """What godwit dev has printed so far."""
        with open(self._place.path("godwit-dev.log")) as log:
            return log.read()

    def migrate(self, plan, *options):
        """From godwit start to done, and what the target's own ledger says about it."""
        before, started = self.used(), time.time()
        self.command(*self.starting(plan), *options)
        end, after = time.time(), self.used()
        run, step = self._postgres.row(RUNS.format(plan=os.path.basename(plan)[:-5]))
        first, last, rows, lanes, swept = (float(word) for word in self._postgres.row(FILL.format(run=run, step=step)))
        phases = json.loads(self._postgres.sql(PHASES.format(run=run)) or "{}")
        return dict(
            fill=[first, last],
            until=phases.get("CONTRACT", end),  # from then on the application writes the column itself
            phases={name: round(at - started, 2) for name, at in sorted(phases.items(), key=lambda item: item[1])},
            filled_rows=int(rows),
            swept_rows=int(swept),
            lanes=int(lanes),
            total_seconds=round(end - started, 2),
            longest_lock_ms=round(float(self._postgres.sql(LOCK.format(run=run))), 1),
            worker_cpu=round(after[0] - before[0], 2),
            temporal_cpu=round(after[1] - before[1], 2),
            worker_mb=processes.memory(self.worker()),
            events=self._events("bench/" + os.path.basename(plan)[:-5]),
        )

    def _events(self, workflow):
        """How long the run's history in Temporal is; None where there is no temporal on the PATH."""
        program = shutil.which("temporal", path=os.environ.get("PATH", "") + ":" + os.path.expanduser("~/go/bin"))
        if not program:
            return None
        command = [program, "workflow", "describe", "--workflow-id", workflow, "-o", "json"]
        command += ["--address", self._known()["temporal"]]
        done = subprocess.run(command, capture_output=True, text=True)
        found = re.search(r'"historyLength":\s*"?(\d+)', done.stdout)
        return int(found.group(1)) if found else None


def build(at):
    """Builds what is missing, before anything is measured."""
    subprocess.run([at.godwit(), "--version"], check=True, stdout=subprocess.DEVNULL)
    time.sleep(1)
