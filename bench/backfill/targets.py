"""What Godwit is meant to reach, and whether it did."""

from statistics import median

from . import cases, tasks
from .tables import markdown, paired, rate, spread, total


class Figures:
    """One configuration's results, by contender."""

    def __init__(self, results, case):
        self.results, self.case = results, case

    def of(self, name):
        return cases.measured(self.results, self.case, name)

    def first(self, *names):
        """Of several contenders that would do, the first one that was measured; the first one otherwise."""
        return next((name for name in names if self.of(name)), names[0])

    def ratio(self, name, other, figure):
        return paired(self.results, self.case, name, other, figure)


def targets(results, case):
    """A table: target, who, median with spread, met or missed."""
    all_of = Figures(results, case)
    fast, polite = all_of.first("godwit-fast", "godwit"), all_of.first("godwit-polite", "godwit")
    yardstick = tasks.of(case).yardstick
    two = all_of.first("godwit-fast-2lanes", "godwit-2lanes")

    def cpu(record):
        return record["fill_cpu_us"] - record["fill_vacuum_us"]

    rows = [
        line("rows/s of the yardstick, one lane", fast, all_of.ratio(fast, yardstick, rate), 0.95, True),
        line("yardstick's CPU per row by its own", fast, [1 / r for r in all_of.ratio(fast, yardstick, cpu)], 0.95, True),
        line("WAL per row of the yardstick's", fast, all_of.ratio(fast, yardstick, lambda r: r["wal_bytes"]), 0.8, False),
        line("heap afterwards, times", fast, [r["heap_times"] for r in all_of.of(fast)], 1.5, False),
        line("application's p99 of its own alone", polite, slower(all_of.of(polite), "p99"), 1.25, False),
        line("application's p99.9 of its own alone", polite, slower(all_of.of(polite), "p999"), 2, False),
        line("rows/s of the yardstick, polite", polite, all_of.ratio(polite, yardstick, rate), 0.4, True),
        line("rows/s of the yardstick, two lanes", two, all_of.ratio(two, yardstick, rate), 1.2, True),
        line("rows/s of pgroll's, end to end", fast, all_of.ratio(fast, "pgroll", total), 2.3, True),
        line("SIGKILL to the next batch, s", "worker", [r["seconds"] for r in results if r["kind"] == "kill"], 10, False),
        line("application's longest wait, ms", fast, [r["during"]["max"] for r in all_of.of(fast) if r.get("during")], 150, False),
    ]
    return markdown(["target", "by", "aim", "measured", "n", "verdict"], rows)


def slower(records, figure):
    return [r["during"][figure] / r["alone"][figure] for r in records if r.get("during")]


def line(what, who, values, aim, at_least):
    """The median judges."""
    if not values:
        verdict = "not measured"
    else:
        verdict = "met" if (median(values) >= aim) == at_least or median(values) == aim else "**missed**"
    return [what, f"`{who}`", f"{'at least' if at_least else 'at most'} {aim:g}", spread(values), len(values), verdict]
