"""Processor time, from /proc: of the server, of its parts, of ours, and of everybody else's."""

import bisect
import glob
import os
import threading
import time

HZ = os.sysconf("SC_CLK_TCK")
INTERVAL = 0.2


def _stat(pid):
    """Parent, own seconds, and seconds of children that have ended."""
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rsplit(")", 1)[1].split()
    own, ended = int(words[11]) + int(words[12]), int(words[13]) + int(words[14])
    return int(words[1]), own / HZ, ended / HZ


def seconds(pid):
    """Processor time of one process, 0 where it has gone."""
    try:
        return _stat(pid)[1]
    except (OSError, IndexError):
        return 0.0


def tree(roots):
    """Processor time of these processes and all below them."""
    known = {}
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            known[int(folder[6:])] = _stat(folder[6:])
        except (OSError, IndexError):
            continue
    inside, grew = {pid for pid in roots if pid in known}, True
    while grew:
        more = {pid for pid, stat in known.items() if stat[0] in inside and pid not in inside}
        grew = bool(more)
        inside |= more
    return sum(known[pid][1] + known[pid][2] for pid in inside)


def busy():
    """Processor time of the whole machine that was not idle."""
    with open("/proc/stat") as file:
        words = [int(word) for word in file.readline().split()[1:9]]
    return (sum(words) - words[3] - words[4]) / HZ


def memory(pid):
    """The most memory that the process has had so far, in MB."""
    try:
        with open(f"/proc/{pid}/status") as file:
            line = next(line for line in file if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024)
    except (OSError, StopIteration):
        return None


class Foreign:
    """How many cores others used, from the moment this is made."""

    def __init__(self, postmaster):
        self._roots = [postmaster, os.getpid()]
        self._at, self._busy, self._ours = time.time(), busy(), tree(self._roots)

    def cores(self):
        others = (busy() - self._busy) - (tree(self._roots) - self._ours)
        return round(max(0, others) / (time.time() - self._at), 2)


def calm(postmaster, patience):
    """Returns when others use less than a third of a core, or when patience has ended."""
    deadline = time.time() + patience
    while time.time() < deadline:
        others = Foreign(postmaster)
        time.sleep(2)
        if others.cores() < 0.33:
            return


class Server:
    """Samples the server's processes, so that the time of any stretch can be told afterwards."""

    def __init__(self, postmaster):
        self._postmaster = postmaster
        self._application = []
        self._kinds, self._vacuums = {}, {}
        self._samples = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def application(self, backends):
        """These sessions are the application's."""
        self._application = backends

    def _watch(self):
        while not self._over.wait(INTERVAL):
            try:
                self._samples.append(self._sample())
            except (OSError, IndexError):
                continue

    def _sample(self):
        with open(f"/proc/{self._postmaster}/task/{self._postmaster}/children") as file:
            children = file.read().split()
        _, own, ended = _stat(self._postmaster)
        used = {pid: seconds(pid) for pid in children}
        for pid in children:
            if self._kind(pid) == "vacuum":
                self._vacuums[pid] = used[pid]
        application = sum(used.get(str(pid), 0) for pid in self._application)
        return time.time(), own + ended + sum(used.values()), application, sum(self._vacuums.values())

    def _kind(self, pid):
        if pid not in self._kinds:
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    title = file.read()
            except OSError:
                return None
            if not title.startswith(b"postgres:"):
                return None  # just forked: it still has its parent's name
            self._kinds[pid] = "vacuum" if b"autovacuum worker" in title else "other"
        return self._kinds[pid]

    def stop(self):
        self._over.set()
        self._thread.join()

    def used(self, start, end):
        """Seconds of all processes but the application's sessions, and those of autovacuum among them."""
        first, last = self._at(start), self._at(end)
        return (last[0] - last[1]) - (first[0] - first[1]), last[2] - first[2]

    def _at(self, moment):
        times = [sample[0] for sample in self._samples]
        right = min(max(1, bisect.bisect_left(times, moment)), len(times) - 1)
        before, after = self._samples[right - 1], self._samples[right]
        share = min(1, max(0, (moment - before[0]) / (after[0] - before[0])))
        return [low + share * (high - low) for low, high in zip(before[1:], after[1:])]
