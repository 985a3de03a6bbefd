"""One measurement: a fresh copy of the table, the application alone, then a contender beside it."""

import time

from . import place, postgres, tasks
from .application import Application
from .cases import matching
from .contenders import contender as make
from .processes import Foreign, Server, calm

COUNTERS = """
select pg_current_wal_insert_lsn() - '0/0'::pg_lsn, n_tup_upd, n_tup_hot_upd,
    (select num_timed + num_requested from pg_stat_checkpointer),
    pg_table_size('users'), pg_indexes_size('users'),
    (select coalesce(sum(w.wal_bytes), 0) from unnest(array[{pids}]::int[]) pid, pg_stat_get_backend_wal(pid) w), relid
from pg_stat_user_tables where relid = 'users'::regclass
"""


class Bench:
    """The folder and the server that everything is measured with."""

    def __init__(self, where):
        self.place = where
        self.postgres = postgres.Postgres(where)


def counters(server, pids):
    said = server.row(COUNTERS.format(pids=",".join(map(str, pids))))
    names = ("wal", "updates", "hot", "checkpoints", "heap", "indexes", "application_wal", "table")
    return dict(zip(names, (int(float(word or 0)) for word in said)))


def growth(before, after):
    """What was counted in between. Where another table has the name now, its updates are not the ones that were made."""
    grown = {key: after[key] - before[key] for key in before}
    if grown["table"]:
        grown.update(updates=None, hot=None)
    return grown


def measure(bench, case, name, seconds_alone, patience=0):
    """Returns the record of one contender, ready to be written down."""
    server = bench.postgres
    server.start(case["shared_buffers"], case["wal_level"])
    one = make(name, bench, case)
    watch = application = held = None
    server.fresh(case)
    try:
        one.prepare()
        calm(server.pid(), patience)
        server.warm()
        held = postgres.OldSnapshot(server) if case["old_snapshot"] else None
        watch = Server(server.pid())
        pids = []
        if case["rate"] and not one.idle:
            application = Application(server, case, bench.place.home)
            pids = application.backends()
            watch.application(pids)
            time.sleep(seconds_alone)
        else:
            time.sleep(1)
        before, foreign = counters(server, pids), Foreign(server.pid())
        start = time.time()
        said = one.run()
        end = time.time()
        cores = foreign.cores()
        time.sleep(1.2)  # until the server's sessions have told their counters
        after = counters(server, pids)
        if held:
            held.check()
        latencies = application.stop() if application else None
        application = None
        compared = tasks.of(case).compared.format(rows=case["rows"], until=said.pop("until", end))
        compared = server.row(compared) if name != "no-migration" else (0, 0)
        wrong, missed = (int(word) for word in compared)
    finally:
        if application:
            application.stop()
        if watch:
            watch.stop()
        one.finish()
        if held:
            held.close()
    grown = growth(before, after)
    fill = said.pop("fill", [start, end])
    rows = case["rows"]
    used, vacuum = watch.used(start, end)
    fill_used, fill_vacuum = watch.used(*fill)
    record = dict(
        kind="fill",
        contender=name,
        configuration=matching(case),
        case=case,
        at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(start)),
        seconds=round(end - start, 2),
        fill_seconds=round(fill[1] - fill[0], 2),
        cpu_us=micros(used, rows),
        fill_cpu_us=micros(fill_used, rows),
        vacuum_us=micros(vacuum, rows),
        fill_vacuum_us=micros(fill_vacuum, rows),
        client_us=micros(said.get("client_cpu", 0), rows),
        wal_bytes=round((grown["wal"] - grown["application_wal"]) / rows),
        hot_percent=round(100 * grown["hot"] / grown["updates"], 1) if grown["updates"] else None,
        heap_times=round(after["heap"] / before["heap"], 2),
        index_times=round(after["indexes"] / before["indexes"], 2),
        checkpoints=grown["checkpoints"],
        wrong=wrong,
        missed=missed,
        foreign_cores=cores,
        said=said,
    )
    if latencies:
        record["alone"] = latencies.before(start - seconds_alone, start)
        record["during"] = latencies.during(start, end)
        record["during_fill"] = latencies.during(*fill)
        record["application_errors"] = len(latencies.errors)
        record["application_said"] = latencies.errors[:2]
    return record


def micros(seconds, rows):
    return round(1e6 * seconds / rows, 2)


def about(bench, arguments):
    """What somebody needs who wants to measure this again."""
    version = bench.postgres.sql("show server_version", "postgres")
    return dict(machine=place.machine(), postgresql=version, command="bench/run " + " ".join(arguments))
