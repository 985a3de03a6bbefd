"""A PostgreSQL of our own on the loopback interface: templates of tables, and fresh copies of them."""

import os
import socket
import subprocess
import time

from .place import Failed

HERE = os.path.dirname(os.path.abspath(__file__))
DATABASE = "bench"
SETTINGS = """
listen_addresses = '127.0.0.1'
max_wal_size = '8GB'
min_wal_size = '2GB'
checkpoint_timeout = '15min'
maintenance_work_mem = '256MB'
work_mem = '16MB'
max_connections = 60
autovacuum_naptime = '10s'
"""


class Postgres:
    """One cluster in the private folder. Stopped with us; one that a killed run has left is stopped first."""

    def __init__(self, place):
        self.place = place
        self.programs = place.server()
        self.clients = place.client()
        self.data = place.path("cluster")
        self.settings = None  # that it runs with
        self.port = None

    def environment(self, database=DATABASE):
        ours = dict(PGHOST="127.0.0.1", PGPORT=str(self.port), PGUSER="postgres", PGDATABASE=database)
        return dict(os.environ, **ours, PGOPTIONS="", LC_ALL="C")

    def _program(self, name, *arguments, check=True):
        # PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
        prefix = ["unshare", "-U"] if os.geteuid() == 0 else []
        command = [*prefix, os.path.join(self.programs, name), *arguments]
        with open(self.place.path("postgres.out"), "a") as out:
            return subprocess.run(command, stdout=out, stderr=out, check=check, env=dict(os.environ, LC_ALL="C"))

    def start(self, buffers, wal_level="replica"):
        """Runs with so much of shared buffers and this WAL, restarted where it ran with others."""
        settings = f"-c shared_buffers={buffers} -c wal_level={wal_level}"
        if self.settings == settings:
            return
        self.stop()
        if not os.path.exists(os.path.join(self.data, "PG_VERSION")):
            arguments = ["-D", self.data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C"]
            self._program("initdb", *arguments)
            with open(os.path.join(self.data, "postgresql.conf"), "a") as file:
                file.write(SETTINGS)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        options = f"-p {self.port} {settings} -c unix_socket_directories="
        log = self.place.path("postgres.log")
        self._program("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", "120", "-o", options, "start")
        self.settings = settings
        roles = self.sql("select count(*) from pg_roles where rolname = 'godwit'", "postgres")
        if roles == "0":
            self.sql("create role godwit login; grant pg_monitor to godwit; alter role godwit set search_path = public;", "postgres")
            self.sql("grant set on parameter deadlock_timeout to godwit", "postgres")

    def stop(self):
        pid = self.pid()
        if pid:
            self._program("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "120", "stop", check=False)
        self.settings = None

    def pid(self):
        """Of the postmaster; None where none runs."""
        try:
            with open(os.path.join(self.data, "postmaster.pid")) as file:
                pid = int(file.readline())
            os.kill(pid, 0)
            with open(f"/proc/{pid}/comm") as comm:
                return pid if comm.read().strip() == "postgres" else None
        except (OSError, ValueError):
            return None

    def sql(self, statement, database=DATABASE):
        """The answer as psql prints it, unaligned."""
        return self.script(statement, database)

    def row(self, statement, database=DATABASE):
        return self.script(statement, database).split("|")

    def script(self, text, database=DATABASE, **variables):
        command = [os.path.join(self.clients, "psql"), "-qXAt", "-v", "ON_ERROR_STOP=1"]
        for name, value in variables.items():
            command += ["-v", f"{name}={value}"]
        environment = self.environment(database)
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment)
        if done.returncode:
            raise Failed(done.stderr.strip())
        return done.stdout.strip()

    def file(self, name, database=DATABASE, **variables):
        with open(os.path.join(HERE, "sql", name)) as text:
            return self.script(text.read(), database, **variables)

    def template(self, case):
        """The name of a database with the case's table; made once, and whole or not at all."""
        name = template_name(case)
        known = self.sql(f"select count(*) from pg_database where datname = '{name}'", "postgres")
        if known == "0":
            self.sql("drop database if exists making (force)", "postgres")
            self.sql("create database making owner godwit", "postgres")
            uuid, visits = int(case["keys"] == "uuid"), int(case["task"] == "retype")
            sizes = dict(rows=case["rows"], filler=filler(case), indexes=case["indexes"])
            self.file("template.sql", "making", uuid=uuid, visits=visits, **sizes)
            self.sql(f"alter database making rename to {name}", "postgres")
        return name

    def fresh(self, case):
        """A new copy of the template as the database that is measured."""
        template = self.template(case)
        self.sql(f"drop database if exists {DATABASE} (force)", "postgres")
        self.sql(f"create database {DATABASE} owner godwit template {template} strategy file_copy", "postgres")

    def warm(self):
        """Begins where a server stands that has been up for a while: pages in memory, a checkpoint just made."""
        self.sql("select pg_prewarm('users'), (select sum(pg_prewarm(indexrelid)) from pg_index where indrelid = 'users'::regclass)")
        self.sql("checkpoint")


def filler(case):
    """Bytes in each row that nobody needs."""
    return 60 if case["width"] == "narrow" else 600


def template_name(case):
    """Tables of different tasks have different columns."""
    name = f"t_{case['rows']}_{case['keys']}_{filler(case)}_{case['indexes']}"
    return name + "_visits" if case["task"] == "retype" else name


class Asking:
    """One session of psql that stays, for short questions in quick succession."""

    def __init__(self, postgres, database=DATABASE):
        command = [os.path.join(postgres.clients, "psql"), "-qXAt", "-v", "ON_ERROR_STOP=1"]
        pipe, environment = subprocess.PIPE, postgres.environment(database)
        self._psql = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1, env=environment)

    def row(self, statement):
        """The first line of the answer, which must have one."""
        self._psql.stdin.write(statement.replace("\n", " ") + ";\n")
        self._psql.stdin.flush()
        line = self._psql.stdout.readline()
        if not line:
            raise Failed("psql has ended: " + statement)
        return line.strip().split("|")

    def close(self):
        self._psql.stdin.close()
        self._psql.wait()


class OldSnapshot(Asking):
    """A transaction that somebody forgot: it sees the past, and has no lock on anybody's table."""

    SEEN = "select pg_current_snapshot()"

    def __init__(self, postgres):
        super().__init__(postgres)
        self._first = self.row("begin isolation level repeatable read; " + self.SEEN)

    def check(self):
        """Fails where somebody has ended it."""
        if self.row(self.SEEN) != self._first:
            raise Failed("the old snapshot is another one")


def ended(process, patience=20):
    """Ends a process that we started; SIGKILL where it does not want to."""
    if process.poll() is None:
        process.terminate()
        deadline = time.time() + patience
        while process.poll() is None and time.time() < deadline:
            time.sleep(0.1)
        if process.poll() is None:
            process.kill()
    process.wait()
