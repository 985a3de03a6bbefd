"""The command line of bench/run."""

import argparse
import os
import signal
import sys
import time

from . import cases, commands, godwit, place
from .measure import Bench
from .page import write
from .rounds import fill
from .tasks import TASKS

WORDS = {"fill": fill, "cli": commands.cli, "kill": commands.kill, "scale": commands.scale}
HELP = """\
Measures how Godwit and its peers fill a column of a table that an application works on, or change a column's type.

  bench/run --quick                      a look at it: 100,000 rows, once, three minutes
  bench/run                              configuration main: 2 million rows, five times, alternating
  bench/run --case two-indexes           another one of bench/matrix.json
  bench/run --rows 5000000 --keys uuid --contenders idle-update,godwit-fast,godwit-fast-2lanes
  bench/run --case retype                another task: an integer column becomes bigint
  bench/run matrix                       which configurations there are, and what has been measured
  bench/run cli                          how long commands take
  bench/run kill                         from SIGKILL of the worker to the next batch
  bench/run scale --sizes 1,10,50        millions of rows: does the cost of a row stay flat?
  bench/run report --page FILE           write the tables into a page, and plots beside it

Contenders: idle-update (one UPDATE, nobody else there: the yardstick), one-update, psql-loop, procedure, django,
pgroll (with --pgroll PATH), no-migration (the application alone), and godwit[-polite|-balanced|-fast][-2lanes][-keys].
Those of task retype: idle-alter (one ALTER TABLE, nobody else there: its yardstick), one-alter, pgroll, no-migration, and
Godwit's as above, where -copy has a copy of the table take its place.
What is not there is skipped, and said.

Each result is one line of JSON with everything that is needed to measure it again. A run that was killed goes on with
what is missing. Servers, data and downloads are in a folder of their own; nothing else is touched.
"""


def parser():
    made = argparse.ArgumentParser(prog="bench/run", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("what", nargs="?", default="fill", choices=[*WORDS, "matrix", "report"], help="fill by default")
    made.add_argument("--quick", action="store_true", help="configuration quick, once")
    made.add_argument("--case", metavar="NAME", help="a configuration of bench/matrix.json; main by default")
    made.add_argument("--contenders", metavar="A,B", help="those of the configuration by default")
    made.add_argument("--repeat", type=int, metavar="N", help="how often each is measured; as the configuration says")
    made.add_argument("--task", choices=[*TASKS], help="lower: fill a new column; retype: another type for a column")
    made.add_argument("--rows", type=int, metavar="N")
    made.add_argument("--keys", choices=["bigint", "uuid"], help="uuid: rows lie in another order than their keys")
    made.add_argument("--width", choices=["narrow", "wide"], help="about 140 or 680 bytes a row")
    made.add_argument("--indexes", type=int, choices=[0, 1, 2], help="beside that of the key")
    made.add_argument("--shared-buffers", metavar="SIZE")
    made.add_argument("--rate", type=int, metavar="N", help="transactions of the application in a second; 0: none")
    made.add_argument("--clients", type=int, metavar="N", help="connections of the application")
    made.add_argument("--wal-level", choices=["replica", "logical"])
    made.add_argument("--old-snapshot", action="store_const", const=True, help="somebody's transaction stays open meanwhile")
    made.add_argument("--alone", type=float, metavar="S", help="seconds of the application alone, before each; 10")
    made.add_argument("--patience", type=float, default=0, metavar="S", help="wait so long for others to leave the machine alone")
    made.add_argument("--sizes", default="1,10,50", metavar="M,M", help="of scale, in millions of rows")
    made.add_argument("--minutes", type=float, metavar="M", help="begin nothing after so long; the next call goes on")
    made.add_argument("--pgroll", default=os.environ.get("PGROLL", ""), metavar="PATH", help="the program")
    made.add_argument("--postgres", default="", metavar="BIN", help="folder with initdb and postgres 18; the tests' by default")
    made.add_argument("--home", default=os.path.join(place.ROOT, "target", "bench"), metavar="DIR", help="target/bench by default")
    made.add_argument("--results", metavar="FILE", help="results.jsonl of --home by default")
    made.add_argument("--page", metavar="FILE", help="of report: Markdown with the marks <!-- bench: ... -->")
    return made


def main(arguments):
    asked = parser().parse_args(arguments)
    asked.results = asked.results or os.path.join(asked.home, "results.jsonl")
    asked.line = arguments
    asked.began = time.time()
    # So that servers are stopped by a signal, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if asked.what == "matrix":
            return matrix(asked)
        if asked.what == "report":
            return write(place.lines(asked.results), asked.page)
        return running(asked, WORDS[asked.what])
    except (ValueError, place.Missing, place.Failed) as wrong:
        print(f"bench/run: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def matrix(asked):
    for name, contender, done, wanted, state in cases.status(place.lines(asked.results)):
        print(f"{name:24} {contender:18} {done} of {wanted}  {state}")
    return 0


def running(asked, what):
    """Runs with a server of its own, which is stopped whatever happens."""
    where = place.Place(asked.home, asked.postgres, asked.pgroll)
    where.alone()
    bench = Bench(where)
    godwit.build(where)
    try:
        return what(bench, asked)
    finally:
        bench.postgres.stop()
