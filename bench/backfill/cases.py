"""Which configurations there are, and what of them has been measured."""

import json
import os

from . import place

MATRIX = os.path.join(place.ROOT, "bench", "matrix.json")
# What a case says nothing of; results that are older than a key were measured with its default.
DEFAULTS = dict(
    task="lower",
    rows=2_000_000,
    keys="bigint",
    width="narrow",
    indexes=0,
    shared_buffers="2GB",
    rate=400,
    clients=8,
    wal_level="replica",
    old_snapshot=False,
)


def named(name):
    """One of the matrix, with everything it does not say filled in."""
    for entry in matrix():
        if entry["name"] == name:
            return entry
    raise ValueError(f"no configuration {name} in {MATRIX}: {', '.join(e['name'] for e in matrix())}")


def matrix():
    with open(MATRIX) as file:
        entries = json.load(file)
    return [dict(entry, case=filled(entry["case"])) for entry in entries]


def filled(case):
    """With everything it does not say."""
    return dict(DEFAULTS, **case)


def same(case, other):
    """Whether both are one configuration, whichever keys there were when they were written down."""
    return filled(case) == filled(other)


def matching(case):
    """The name that the matrix has for this configuration; a description where it has none."""
    for entry in matrix():
        if same(entry["case"], case):
            return entry["name"]
    return describe(case)


def describe(case):
    """For people."""
    case = filled(case)
    rows = f"{case['rows'] / 1e6:g} million" if case["rows"] >= 1_000_000 else f"{case['rows']:,}"
    said = f"{rows} {case['width']} rows, {case['keys']} keys, {case['indexes']} secondary indexes"
    said += f", shared_buffers {case['shared_buffers']}, {case['rate']} transactions/s"
    others = [f"{key} {case[key]}" for key in ("task", "wal_level") if case[key] != DEFAULTS[key]]
    return ", ".join([said, *others, *["an old snapshot"] * case["old_snapshot"]])


def measured(results, case, contender):
    """What there is of one contender, without what failed."""
    return [
        r
        for r in results
        if r["kind"] == "fill" and r["contender"] == contender and same(r["case"], case) and "failed" not in r
    ]


def status(results):
    """One line for each configuration and contender of the matrix."""
    said = []
    for entry in matrix():
        for contender in entry["contenders"]:
            done = len(measured(results, entry["case"], contender))
            state = "measured" if done >= entry["repeat"] else "in part" if done else "not run"
            said.append((entry["name"], contender, done, entry["repeat"], state))
    return said
