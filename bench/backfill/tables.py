"""Results as Markdown: medians, with the least and the most in brackets."""

from calendar import timegm
from statistics import median
from time import strptime

from . import cases, tasks

ROUND = 20 * 60  # seconds in which a noisy machine is taken for the same one


def spread(values, form="{:.2f}"):
    """3.71 (3.65-3.90), or the value alone where there is one."""
    values = [value for value in values if value is not None]
    if not values:
        return "-"
    middle = form.format(median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({form.format(min(values))}-{form.format(max(values))})"


def markdown(head, rows):
    """A table whose first column is text and the others are figures."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def contenders(results, case):
    """Who has been measured, in the order of the matrix, the others behind."""
    there = {r["contender"] for r in results if r["kind"] == "fill" and cases.same(r["case"], case) and "failed" not in r}
    mine = tasks.of(case)
    entries = sorted(cases.matrix(), key=lambda e: (not cases.same(e["case"], case), tasks.of(e["case"]) is not mine))
    order = [name for entry in entries for name in entry["contenders"]]
    return sorted(there, key=lambda name: order.index(name) if name in order else len(order))


def rate(record):
    """Rows in a second while rows are filled."""
    return record["case"]["rows"] / record["fill_seconds"]


def total(record):
    """Rows in a second from the first command to its end."""
    return record["case"]["rows"] / record["seconds"]


def paired(results, case, name, other, figure):
    """Ratios of two contenders, each within one round; what was measured at another hour is no pair."""
    mine = {r["repetition"]: r for r in cases.measured(results, case, name)}
    theirs = {r["repetition"]: r for r in cases.measured(results, case, other)}
    both = [(mine[n], theirs[n]) for n in sorted(mine.keys() & theirs.keys())]
    return [figure(a) / figure(b) for a, b in both if abs(when(a) - when(b)) < ROUND and figure(b)]


def when(record):
    """In seconds."""
    return timegm(strptime(record["at"], "%Y-%m-%dT%H:%M:%SZ"))


def costs(results, case):
    """What a fill costs the server."""
    rows = []
    yardstick = tasks.of(case).yardstick
    for name in contenders(results, case):
        if name == "no-migration":
            continue
        there = cases.measured(results, case, name)
        wrong, missed = max(r["wrong"] for r in there), max(r["missed"] for r in there)
        rows.append(
            [
                f"`{name}`",
                len(there),
                spread([rate(r) / 1000 for r in there], "{:.0f}"),
                spread(paired(results, case, name, yardstick, rate)),
                spread([r["seconds"] for r in there], "{:.1f}"),
                spread([r["fill_cpu_us"] - r["fill_vacuum_us"] for r in there]),
                spread([r["cpu_us"] for r in there]),
                spread([r["client_us"] for r in there]),
                spread([r["wal_bytes"] for r in there], "{:.0f}"),
                spread([r["hot_percent"] for r in there], "{:.0f}"),
                spread([r["heap_times"] for r in there]),
                spread([r["index_times"] for r in there]),
                f"{wrong} / {missed}",
                spread([r["foreign_cores"] for r in there]),
            ]
        )
    head = ["contender", "n", "filled, 1,000 rows/s", "of the yardstick", "all of it, s", "fill, µs/row", "all of it, µs/row"]
    head += ["client, µs/row", "WAL, B/row", "HOT, %", "heap, times", "indexes, times", "wrong / missed", "foreign cores"]
    return markdown(head, rows)


def waits(results, case):
    """What the application noticed."""
    rows = []
    for name in contenders(results, case):
        there = [r for r in cases.measured(results, case, name) if r.get("during") and r.get("alone")]
        if not there:
            continue
        row = [f"`{name}`", len(there)]
        for figure in ("p50", "p99", "p999", "max"):
            form = "{:.2f}" if figure == "p50" else "{:.1f}"
            row.append(spread([r["alone"][figure] for r in there], form))
            row.append(spread([r["during"][figure] for r in there], form))
        row.append(spread([r["during"]["p99"] / r["alone"]["p99"] for r in there]))
        row.append(spread([r["during"]["p999"] / r["alone"]["p999"] for r in there]))
        row.append(sum(r["application_errors"] for r in there))
        rows.append(row)
    head = ["contender", "n"]
    for figure in ("p50", "p99", "p99.9", "longest"):
        head += [f"{figure} alone", "during"]
    return markdown([*head, "p99, times", "p99.9, times", "errors"], rows)


def phases(results, case):
    """Where the time of a whole run goes, from godwit start on: when each phase is entered."""
    rows = []
    for name in contenders(results, case):
        there = [r for r in cases.measured(results, case, name) if r["said"].get("phases")]
        if not there:
            continue
        names = list(there[0]["said"]["phases"])
        entered = ", ".join(f"{n.lower()} {median([r['said']['phases'].get(n, 0) for r in there]):.1f}" for n in names)
        rows.append(
            [
                f"`{name}`",
                entered,
                spread([r["said"]["total_seconds"] for r in there], "{:.1f}"),
                spread([r["said"]["longest_lock_ms"] for r in there], "{:.0f}"),
                spread([r["said"]["worker_cpu"] for r in there], "{:.1f}"),
                spread([r["said"]["temporal_cpu"] for r in there], "{:.1f}"),
                spread([r["said"]["worker_mb"] for r in there], "{:.0f}"),
                spread([r["said"]["events"] for r in there], "{:.0f}"),
            ]
        )
    head = ["contender", "phases entered, s", "done, s", "longest strong lock, ms"]
    return markdown([*head, "worker's CPU, s", "Temporal's CPU, s", "worker's memory, MB", "events"], rows)


def sizes(results):
    """What a row costs in tables of several sizes."""
    rows = []
    here = [r for r in results if r["kind"] == "fill" and "failed" not in r]
    known = sorted({r["case"]["rows"] for r in here if cases.same(r["case"], dict(rows=r["case"]["rows"]))})
    for size in known:
        case = dict(cases.DEFAULTS, rows=size)
        for name in contenders(results, case):
            there = cases.measured(results, case, name)
            if name.startswith("godwit") or name == "idle-update":
                events = spread([r["said"].get("events") for r in there], "{:.0f}")
                memory = spread([r["said"].get("worker_mb") for r in there], "{:.0f}")
                cost = spread([r["fill_cpu_us"] - r["fill_vacuum_us"] for r in there])
                speed = spread([rate(r) / 1000 for r in there], "{:.0f}")
                wal = spread([r["wal_bytes"] for r in there], "{:.0f}")
                client = spread([r["client_us"] for r in there])
                rows.append([f"{size / 1e6:g} million, `{name}`", len(there), speed, cost, client, wal, events, memory])
    head = ["rows", "n", "filled, 1,000 rows/s", "fill, µs/row", "worker and Temporal, µs/row", "WAL, B/row"]
    return markdown([*head, "events", "worker's memory, MB"], rows)


def kills(results):
    """How long nobody works after a SIGKILL."""
    there = [r for r in results if r["kind"] == "kill"]
    row = ["SIGKILL of the worker", len(there), spread([r["worker_seconds"] for r in there]), spread([r["seconds"] for r in there])]
    row += [sum(r["wrong"] for r in there), spread([r.get("foreign_cores") for r in there])]
    return markdown(["", "n", "worker polls again, s", "next batch committed, s", "wrong rows", "foreign cores"], [row] if there else [])


def starts(results):
    """The last figure of each command."""
    last = {r["program"]: r for r in results if r["kind"] == "cli"}
    rows = [[f"`{r['program']}`", r["rounds"], r["median_ms"], r["worst_ms"]] for r in last.values()]
    return markdown(["command", "n", "median, ms", "worst, ms"], rows)
