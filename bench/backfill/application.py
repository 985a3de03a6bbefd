"""The application: pgbench at a fixed rate, whatever the server does, so that waiting counts as latency."""

import glob
import os
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Application:
    """70 % of its transactions read a row by its key, 20 % update one, 10 % insert one."""

    def __init__(self, postgres, case, folder):
        uuid = "-uuid" if case["keys"] == "uuid" else ""
        self._prefix = os.path.join(folder, f"application.{os.getpid()}")
        self._clean()
        scripts = [f"select{uuid}.pgbench@70", f"update{uuid}.pgbench@20", "insert.pgbench@10"]
        command = [os.path.join(postgres.clients, "pgbench"), "-n", "-M", "prepared", "-l"]
        command += ["--log-prefix", self._prefix, "-c", str(case["clients"]), "-j", "1"]
        command += ["-R", str(case["rate"]), "-T", "86400", "-D", f"rows={case['rows']}"]
        for script in scripts:
            command += ["-f", os.path.join(HERE, "sql", script)]
        self._errors = open(self._prefix + ".err", "w+")
        environment = dict(postgres.environment(), PGAPPNAME="application")
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=environment, stdout=nothing, stderr=self._errors)
        self._postgres = postgres
        time.sleep(1)

    def backends(self):
        """Its sessions' processes on the server."""
        sql = "select pid from pg_stat_activity where application_name = 'application'"
        return [int(pid) for pid in self._postgres.sql(sql).split()]

    def stop(self):
        """Reads what was measured; what pgbench has not written out yet is younger than two seconds."""
        time.sleep(2)
        died = self._process.poll() is not None
        if not died:
            self._process.terminate()  # not SIGINT, which is ignored by what runs in the background
            self._process.wait()
        self._errors.seek(0)
        errors = [line.strip() for line in self._errors if "ERROR" in line]
        self._errors.close()
        measured = []
        for log in glob.glob(self._prefix + ".[0-9]*"):
            with open(log) as file:
                for line in file:
                    words = line.split()
                    if len(words) >= 6 and words[2].isdigit():
                        measured.append((int(words[4]) + int(words[5]) / 1e6, int(words[2]) / 1e6))
        self._clean()
        return Latencies(measured, errors + ["pgbench has ended"] * died)

    def _clean(self):
        for file in glob.glob(self._prefix + "*"):
            os.remove(file)


class Latencies:
    """When each transaction ended, and how long after the moment at which it was due."""

    def __init__(self, measured, errors):
        self._measured = measured
        self.errors = errors

    def before(self, start, end):
        """Of those that ended in between."""
        return summary([took for at, took in self._measured if start <= at <= end])

    def during(self, start, end):
        """Of those that were due or under way in between."""
        return summary([took for at, took in self._measured if at >= start and at - took <= end])


def summary(seconds):
    """Percentiles in milliseconds."""
    ordered = sorted(seconds)
    if not ordered:
        return None

    def at(share):
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 2)

    late = sum(took > 0.1 for took in ordered)
    return dict(n=len(ordered), p50=at(0.5), p99=at(0.99), p999=at(0.999), max=at(1), over_100_ms=late)
