"""Rounds of measurements: each contender once in a round, those that are missing."""

import time

from . import cases, place
from .measure import about, measure
from .tables import costs, waits


def fill(bench, asked):
    """One configuration, by all who are asked for."""
    entry = cases.named("quick" if asked.quick else asked.case or "main")
    case = dict(entry["case"])
    for key in case:
        if getattr(asked, key) is not None:
            case[key] = getattr(asked, key)
    who = asked.contenders.split(",") if asked.contenders else entry["contenders"]
    rounds(bench, asked, case, who, asked.repeat or entry["repeat"])
    results = place.lines(asked.results)
    print("\n" + costs(results, case) + "\n\n" + waits(results, case))
    return 0


def rounds(bench, asked, case, who, repeat):
    """There and back again, so that what drifts meets all alike."""
    alone = asked.alone or (5 if asked.quick else 10)
    skipped = {}
    print(cases.describe(case), flush=True)
    other = {r["machine"]["commit"] for r in place.lines(asked.results) if "case" in r and cases.same(r["case"], case)} - {place.machine()["commit"]}
    if other:
        print(f"goes on with results of {', '.join(sorted(other))}: --results FILE keeps versions apart", flush=True)
    for repetition in range(1, repeat + 1):
        for name in who if repetition % 2 else reversed(who):
            done = cases.measured(place.lines(asked.results), case, name)
            if name in skipped or any(r["repetition"] == repetition for r in done):
                continue
            if asked.minutes and time.time() - asked.began > asked.minutes * 60:
                print(f"{asked.minutes:g} minutes are over; the same command goes on")
                return
            try:
                once(bench, asked, case, name, repetition, alone)
            except place.Missing as why:
                skipped[name] = why
                print(f"{name}: skipped, {why}", flush=True)


def once(bench, asked, case, name, repetition, alone):
    key = dict(contender=name, repetition=repetition)
    try:
        record = measure(bench, case, name, alone, asked.patience)
    except (place.Failed, OSError) as why:
        record = dict(kind="fill", case=case, failed=str(why))
        print(f"{repetition}  {name}: FAILED, {why}", flush=True)
    else:
        late = record.get("during") or {}
        print(
            f"{repetition}  {name}: {record['seconds']} s, fill {record['fill_seconds']} s, {record['cpu_us']} µs/row,"
            f" p99 {late.get('p99', '-')} ms, {record['wrong']} wrong, {record['foreign_cores']} cores foreign",
            flush=True,
        )
    place.append(asked.results, dict(record, **key, **about(bench, asked.line)))
