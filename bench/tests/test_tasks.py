"""Several tasks and configurations beside each other: python3 -m unittest discover -s bench/tests"""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True

from backfill import cases, contenders, measure, page, place, postgres, tables, tasks  # noqa: E402
from backfill.targets import targets  # noqa: E402

OLD = {"rows": 2000000, "keys": "bigint", "width": "narrow", "indexes": 0, "shared_buffers": "2GB", "rate": 400, "clients": 8}
RETYPE = cases.named("retype")["case"]


def result(contender, case, fill, **more):
    late = dict(n=1000, p50=0.4, p99=5.0, p999=8.0, max=9.0, over_100_ms=0)
    record = dict(kind="fill", contender=contender, repetition=1, case=case, seconds=20.0, fill_seconds=fill)
    record.update(cpu_us=4.0, fill_cpu_us=4.0, vacuum_us=0, fill_vacuum_us=0, client_us=0.5, wal_bytes=400)
    record.update(hot_percent=57.0, heap_times=1.0, index_times=1.0, wrong=0, missed=0, foreign_cores=0.1, said={})
    record.update(machine=dict(cpu="C", cores=2, memory_gib=8, kernel="6", commit="abc"), at="2026-11-29T20:00:00Z")
    if not contender.startswith("idle"):
        record.update(alone=late, during=late, application_errors=0)
    return dict(record, postgresql="18.6", **more)


RESULTS = [
    result("idle-update", OLD, 2.0),
    result("godwit-fast", OLD, 2.5),
    result("idle-alter", RETYPE, 5.0),
    result("godwit-fast", RETYPE, 20.0),
    result("godwit-fast-copy", RETYPE, 10.0, hot_percent=None),
]


class TasksTest(unittest.TestCase):
    def test_what_was_recorded_before_a_key_existed_counts_for_its_default(self):
        main = cases.named("main")["case"]
        self.assertEqual(RESULTS[:1], cases.measured(RESULTS, main, "idle-update"))
        self.assertEqual("main", cases.matching(OLD))
        self.assertEqual("main", cases.matching(main))
        self.assertEqual([], cases.measured(RESULTS, dict(main, old_snapshot=True), "idle-update"))
        self.assertEqual([], cases.measured(RESULTS, dict(main, wal_level="logical"), "idle-update"))

    def test_results_of_the_checkout_still_have_their_configurations(self):
        kept = place.lines(os.path.join(place.ROOT, "bench", "results", "backfill.jsonl"))
        for record in kept:
            if record["kind"] == "fill" and "failed" not in record:
                self.assertIn(record, cases.measured(kept, cases.filled(record["case"]), record["contender"]))
                self.assertEqual(record["case"].get("task", "lower"), cases.filled(record["case"])["task"])
        main = cases.named("main")["case"]
        self.assertGreaterEqual(len(cases.measured(kept, main, "idle-update")), 5)

    def test_each_task_has_its_yardstick(self):
        self.assertIn("| `godwit-fast` | 1 | 800 | 0.80 |", tables.costs(RESULTS, OLD))
        costs = tables.costs(RESULTS, RETYPE)
        self.assertIn("| `idle-alter` | 1 | 400 | 1.00 |", costs)
        self.assertIn("| `godwit-fast-copy` | 1 | 200 | 0.50 |", costs)
        self.assertIn("| rows/s of the yardstick, one lane | `godwit-fast` | at least 0.95 | 0.25 |", targets(RESULTS, RETYPE))

    def test_the_yardstick_stands_first_in_a_table_of_its_task(self):
        wanted = ["idle-alter", "godwit-fast", "godwit-fast-copy"]
        self.assertEqual(wanted, tables.contenders(RESULTS, RETYPE))
        smaller = dict(RETYPE, rows=1000)
        self.assertEqual(wanted, tables.contenders([dict(r, case=smaller) for r in RESULTS[2:]], smaller))

    def test_a_page_has_the_tables_of_a_task(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.md")
            with open(path, "w") as file:
                for block in ("costs retype", "waits retype", "sizes"):
                    file.write(f"<!-- bench: {block} -->\n<!-- /bench -->\n")
            page.write(RESULTS, path)
            with open(path) as file:
                costs, waits, sizes = file.read().split("<!-- /bench -->\n")[:3]
        self.assertIn("| `godwit-fast-copy` | 1 | 200 | 0.50 | 20.0 | 4.00 | 4.00 | 0.50 | 400 | - |", costs)
        self.assertIn("| `godwit-fast-copy` |", waits)
        self.assertNotIn("idle-alter", waits)
        self.assertNotIn("alter", sizes)
        self.assertIn("| 2 million, `godwit-fast` | 1 | 800 |", sizes)

    def test_updates_of_a_table_that_was_exchanged_are_not_told(self):
        before = dict(wal=10, updates=100, hot=50, checkpoints=1, heap=5, indexes=3, application_wal=2, table=1000)
        same = measure.growth(before, dict(before, updates=300, hot=90))
        self.assertEqual((200, 40), (same["updates"], same["hot"]))
        other = measure.growth(before, dict(before, updates=3, hot=1, wal=20, table=2000))
        self.assertEqual((None, None, 10), (other["updates"], other["hot"], other["wal"]))

    def test_a_contender_of_another_task_is_not_known(self):
        for name, case in (("idle-update", RETYPE), ("idle-alter", OLD), ("godwit-fast-copy", OLD)):
            with self.assertRaises(ValueError):
                contenders.contender(name, None, cases.filled(case))

    def test_a_task_has_a_table_of_its_own(self):
        self.assertEqual("t_2000000_bigint_60_0", postgres.template_name(cases.filled(OLD)))
        self.assertEqual("t_2000000_bigint_60_0_visits", postgres.template_name(RETYPE))

    def test_only_what_differs_is_described(self):
        self.assertTrue(cases.describe(OLD).endswith("400 transactions/s"))
        said = cases.describe(dict(RETYPE, wal_level="logical", old_snapshot=True))
        self.assertTrue(said.endswith("400 transactions/s, task retype, wal_level logical, an old snapshot"))

    def test_contenders_and_tasks_belong_together(self):
        self.assertEqual(tasks.TASKS.keys(), contenders.PEERS.keys())
        for name, task in tasks.TASKS.items():
            self.assertIn(task.yardstick, contenders.PEERS[name])
            self.assertNotIn("{", task.compared.format(rows=1, until=0))


if __name__ == "__main__":
    unittest.main()
