"""What is measured beside fills: the command line's start, a killed worker, and tables of several sizes."""

import os
import re
import signal
import subprocess
import time

from . import cases, place
from .godwit import Stack
from .measure import about
from .postgres import Asking, ended
from .processes import Foreign
from .rounds import rounds
from .tables import kills, sizes, starts

KILLED_AT = 0.3  # of the rows
PROGRESS = """
select coalesce(sum(c.rows), 0), coalesce(extract(epoch from max(c.at)), 0)
from godwit.checkpoint c join godwit.step s on s.run = c.run and s.number = c.step
where s.stage = 'BACKFILL' and s.run = (select max(id) from godwit.run where plan = 'users-email-lower')
"""


def cli(bench, asked):
    """By bench/starter/run, which alternates with and without the cache of classes."""
    script = os.path.join(place.ROOT, "bench", "starter", "run")
    bench.postgres.start("128MB")  # for its version
    done = subprocess.run([script, str(asked.repeat or 15)], capture_output=True, text=True, check=True)
    print(done.stdout, end="")
    for line in done.stdout.splitlines():
        found = re.match(r"(\S+)\s+median\s+(\d+) ms\s+worst\s+(\d+) ms\s+of (\d+)", line)
        if found:
            said = dict(program=found[1], median_ms=int(found[2]), worst_ms=int(found[3]), rounds=int(found[4]))
            place.append(asked.results, dict(said, kind="cli", **about(bench, asked.line)))
    print(starts(place.lines(asked.results)))
    return 0


def kill(bench, asked):
    """SIGKILL of the worker in a fill; godwit dev starts it again. When is the next batch committed?"""
    case = dict(cases.named("main")["case"], rate=0)
    case["rows"] = asked.rows or case["rows"]
    for repetition in range(1, (asked.repeat or 5) + 1):
        record = dict(killed(bench, case), repetition=repetition, kind="kill", case=case)
        print(f"{repetition}  next batch after {record['seconds']} s, worker back after {record['worker_seconds']} s", flush=True)
        place.append(asked.results, dict(record, **about(bench, asked.line)))
    print(kills(place.lines(asked.results)))
    return 0


def killed(bench, case):
    server = bench.postgres
    server.start(case["shared_buffers"])
    server.fresh(case)
    stack = Stack(bench.place, server)
    start = asking = None
    try:
        stack.start()
        stack.migrate(stack.plan("warm"))
        server.warm()
        start = stack.begin(stack.plan("users"), "--preset", "fast")
        asking = Asking(server)
        progress(asking, start, case["rows"] * KILLED_AT)
        os.kill(stack.worker(), signal.SIGKILL)
        at, foreign = time.time(), Foreign(server.pid())
        time.sleep(0.5)  # what the server was doing is over and committed
        rows, _ = (float(word) for word in asking.row(PROGRESS))
        backs = []
        moved = progress(asking, start, rows + 1, lambda: back(stack, backs))
        cores = foreign.cores()
        while not back(stack, backs):
            time.sleep(0.05)
        if start.wait(timeout=1800):
            raise place.Failed(f"godwit start ended with {start.returncode} after the worker was killed")
        total = time.time()
        wrong = int(server.sql("select count(*) from users where email_lower is distinct from lower(email)"))
    finally:
        if asking:
            asking.close()
        if start:
            ended(start)
        stack.stop()
    return dict(
        seconds=round(moved - at, 2),
        worker_seconds=round(backs[0] - at, 2),
        killed_at_rows=int(rows),
        done_seconds=round(total - at, 2),
        wrong=wrong,
        foreign_cores=cores,
    )


def back(stack, moments):
    """Notes when godwit dev says that the worker polls again."""
    if not moments and "The worker is back" in stack.said():
        moments.append(time.time())
    return bool(moments)


def progress(asking, start, rows, meanwhile=lambda: None):
    """Returns when the fill has come so far: the moment that the batch's own transaction wrote down."""
    while True:
        meanwhile()
        filled, at = (float(word) for word in asking.row(PROGRESS))
        if filled >= rows:
            return at
        if start.poll() is not None:
            raise place.Failed(f"godwit start ended with {start.returncode} before {rows:,.0f} rows were filled")
        time.sleep(0.02)


def scale(bench, asked):
    """The yardstick and Godwit on tables of several sizes."""
    who = asked.contenders.split(",") if asked.contenders else ["idle-update", "godwit-fast"]
    for size in asked.sizes.split(","):
        case = dict(cases.DEFAULTS, rows=int(float(size) * 1_000_000))
        rounds(bench, asked, case, who, asked.repeat or 1)
    print(sizes(place.lines(asked.results)))
    return 0
