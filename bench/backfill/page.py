"""Writes tables into a page between its marks, and plots into a folder beside it."""

import os
import re

from . import cases, plots, tables
from .targets import targets

MARK = re.compile(r"(<!-- bench: ([a-z0-9: -]+) -->\n).*?(<!-- /bench -->)", re.S)


def write(results, page):
    """The page's marks say what goes where: <!-- bench: costs main --> up to <!-- /bench -->."""
    if not page:
        for entry in cases.matrix():
            if tables.contenders(results, entry["case"]):
                print(f"\n{entry['name']}: {cases.describe(entry['case'])}\n\n{tables.costs(results, entry['case'])}")
                print("\n" + tables.waits(results, entry["case"]))
        return 0
    with open(page) as file:
        text = file.read()
    folder = page[: -len(".md")]

    def block(found):
        return found[1] + "\n" + told(found[2].split(), results, folder) + "\n\n" + found[3]

    fresh = MARK.sub(block, text)
    with open(page, "w") as file:
        file.write(fresh)
    return 0


def told(words, results, folder):
    """One block: a word for the kind, and the configuration's name where it has one."""
    kind = words[0]
    case = cases.named(words[1])["case"] if len(words) > 1 else None
    if kind in ("costs", "waits", "phases"):
        return getattr(tables, kind)(results, case)
    if kind in ("sizes", "kills", "starts"):
        return getattr(tables, kind)(results)
    if kind == "targets":
        return targets(results, case)
    if kind == "machine":
        return machine(results)
    if kind == "matrix":
        rows = [[n, f"`{c}`", f"{done} of {wanted}", state] for n, c, done, wanted, state in cases.status(results)]
        return tables.markdown(["configuration", "contender", "measured", "state"], rows)
    if kind in ("rates", "latencies", "growth"):
        return drawn(kind, words[1], case, results, folder)
    raise ValueError(f"no block {' '.join(words)}")


def drawn(kind, name, case, results, folder):
    """A plot of one configuration."""
    series = {}
    for who in tables.contenders(results, case):
        there = cases.measured(results, case, who)
        if kind == "rates" and who != "no-migration":
            series[who] = [[tables.rate(r) / 1000 for r in there], [tables.total(r) / 1000 for r in there]]
        if kind == "latencies" and there[0].get("during"):
            series[who] = [[r["during"]["p99"] for r in there], [r["alone"]["p99"] for r in there]]
        if kind == "growth" and who != "no-migration":
            series[who] = [[r["wal_bytes"] for r in there]]
    said = dict(
        rates=("Rows in a second", "1,000 rows/s", False, ("while rows are filled", "all of it, start to done")),
        latencies=("The application's 99th percentile", "ms, logarithmic", True, ("during the migration", "alone, before it")),
        growth=("WAL of a row", "bytes", False, ()),
    )[kind]
    drawing = plots.bars(said[0], said[1], series, said[2], said[3])
    if drawing is None:
        return "Not measured."
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, f"{name}-{kind}.svg"), "w") as file:
        file.write(drawing)
    return f"![{said[0]}, configuration {name}]({os.path.basename(folder)}/{name}-{kind}.svg)"


def machine(results):
    """The machines and versions that the results come from."""
    seen = []
    for r in results:
        m = r["machine"]
        line = f"- {m['cpu']}, {m['cores']} cores, {m['memory_gib']} GiB, Linux {m['kernel']}; PostgreSQL {r['postgresql']}"
        if line not in seen:
            seen.append(line)
    return "\n".join(seen)
