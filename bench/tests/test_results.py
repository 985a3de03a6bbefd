"""What is made of results, on results that are made up: python3 -m unittest discover -s bench/tests"""

import os
import sys
import tempfile
import unittest
from xml.dom import minidom

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True

from backfill import application, cases, contenders, page, place, plots, tables  # noqa: E402
from backfill.processes import Server  # noqa: E402
from backfill.targets import targets  # noqa: E402

CASE = cases.named("main")["case"]


def result(contender, repetition, seconds, **more):
    late = dict(n=1000, p50=0.4, p99=5.0, p999=8.0, max=9.0, over_100_ms=0)
    record = dict(kind="fill", contender=contender, repetition=repetition, case=CASE, seconds=seconds, fill_seconds=seconds)
    record.update(cpu_us=4.0, fill_cpu_us=4.0, vacuum_us=0, fill_vacuum_us=0, client_us=0.5, wal_bytes=400)
    record.update(hot_percent=57.0, heap_times=1.4, index_times=1.5, wrong=0, missed=0, foreign_cores=0.1, said={})
    if contender != "idle-update":
        record.update(alone=late, during=dict(late, p99=6.0), application_errors=0)
    record["machine"] = dict(cpu="C", cores=2, memory_gib=8, kernel="6", commit="abc")
    return dict(record, at="2026-11-29T20:00:00Z", postgresql="18.6", **more)


RESULTS = [
    result("idle-update", 1, 10.0),
    result("godwit", 1, 12.5),
    result("idle-update", 2, 8.0),
    result("godwit", 2, 8.0),
    dict(kind="cli", program="help", median_ms=200, worst_ms=210, rounds=5, machine=dict(cpu="C", cores=2, memory_gib=8, kernel="6", commit="abc"), postgresql="18.6"),
    dict(kind="fill", contender="godwit", repetition=3, case=CASE, failed="so it goes", machine={}, postgresql="18.6"),
]


class ResultsTest(unittest.TestCase):
    def test_ratios_are_taken_within_a_round(self):
        self.assertEqual([0.8, 1.0], tables.paired(RESULTS, CASE, "godwit", "idle-update", tables.rate))

    def test_what_was_measured_at_another_hour_is_no_pair(self):
        late = [dict(RESULTS[1], at="2026-11-29T21:00:00Z"), RESULTS[0]]
        self.assertEqual([], tables.paired(late, CASE, "godwit", "idle-update", tables.rate))

    def test_what_failed_is_measured_again(self):
        self.assertEqual([1, 2], [r["repetition"] for r in cases.measured(RESULTS, CASE, "godwit")])

    def test_a_line_that_was_cut_off_is_passed_over(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "results.jsonl")
            place.append(path, RESULTS[0])
            with open(path, "a") as file:
                file.write('{"kind": "fill", "conte')
            self.assertEqual([RESULTS[0]], place.lines(path))
            place.append(path, RESULTS[1])
            self.assertEqual(RESULTS[:2], place.lines(path))

    def test_waiting_counts_from_the_moment_that_was_planned(self):
        late = application.Latencies([(10.0, 0.001), (15.0, 4.0), (15.1, 0.001)], [])
        self.assertEqual(4000.0, late.during(12, 13)["max"])
        self.assertEqual(1, late.before(9, 11)["n"])

    def test_the_time_of_a_stretch_is_told_without_the_application(self):
        server = Server.__new__(Server)
        server._samples = [(0.0, 10.0, 1.0, 0.0), (10.0, 20.0, 3.0, 2.0)]
        self.assertEqual((4.0, 1.0), server.used(0, 5))

    def test_a_target_is_met_by_the_median(self):
        said = targets(RESULTS, CASE)
        self.assertIn("| rows/s of the yardstick, one lane | `godwit` | at least 0.95 | 0.90 (0.80-1.00) | 2 | **missed** |", said)
        self.assertIn("| heap afterwards, times | `godwit` | at most 1.5 | 1.40 (1.40-1.40) | 2 | met |", said)

    def test_marks_of_a_page_are_filled_and_filled_again(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.md")
            blocks = ["costs main", "waits main", "phases main", "targets main", "matrix", "sizes", "kills", "starts"]
            blocks += ["machine", "rates main", "latencies main", "growth main"]
            with open(path, "w") as file:
                for block in blocks:
                    file.write(f"text\n<!-- bench: {block} -->\nwhat was there\n<!-- /bench -->\n")
            page.write(RESULTS[:5], path)
            once = self.read(path)
            self.assertNotIn("what was there", once)
            self.assertIn("| `help` | 5 | 200 | 210 |", once)
            page.write(RESULTS[:5], path)
            self.assertEqual(once, self.read(path))
            for drawing in os.listdir(os.path.join(folder, "page")):
                minidom.parse(os.path.join(folder, "page", drawing))

    def read(self, path):
        with open(path) as file:
            return file.read()

    def test_places_on_a_logarithmic_axis(self):
        axis = plots.axis(900, 2, True)
        self.assertEqual([0.0, 1.0], [axis.place(1), axis.place(1000)])

    def test_every_contender_of_the_matrix_is_known(self):
        class Bench:
            place, postgres = place.Place(tempfile.gettempdir()), None

        for entry in cases.matrix():
            for name in entry["contenders"]:
                contenders.contender(name, Bench, entry["case"])
        with self.assertRaises(ValueError):
            contenders.contender("godwit-swift", Bench, CASE)


if __name__ == "__main__":
    unittest.main()
