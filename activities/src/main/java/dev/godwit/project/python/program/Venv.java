package dev.godwit.project.python.program;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The virtual environment of a project, in its scratch folder: made anew for each probe, because
 * one that was copied or changed is none that anybody could make again.
 */
public final class Venv {

    /** Not tracked, so that it is never committed. */
    private static final String FOLDER = ".godwit-venv";

    static final Map<String, String> QUIET =
            Map.of(
                    "PIP_DISABLE_PIP_VERSION_CHECK", "1",
                    "PIP_NO_INPUT", "1",
                    "PIP_PROGRESS_BAR", "off",
                    "PYTHONDONTWRITEBYTECODE", "1",
                    "NO_COLOR", "1");

    private final Workplace at;
    private final Path folder;

    public Venv(Workplace at) {
        this(at, at.folder().resolve(FOLDER));
    }

    /** One that lies elsewhere, for example because the project's folder is somebody's own. */
    public Venv(Workplace at, Path folder) {
        this.at = at;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Makes it, of a Python that the project asks for.
     *
     * @param preferred two numbers of the one that is best; empty for any
     */
    public Ended create(Specifier wanted, String preferred) throws IOException {
        // Cleared: what is installed already, pip takes without a look at its hash.
        return at.run(
                "venv",
                QUIET,
                List.of(
                        interpreter(wanted, preferred),
                        "-m",
                        "venv",
                        "--clear",
                        folder.toString()));
    }

    /** The command that makes another one of the same Python. */
    List<String> another(Path folder) {
        return command(List.of("-m", "venv", folder.toString()));
    }

    /** The version of the Python that it is made of. */
    Release installed() throws IOException {
        return version(bin("python").toString())
                .orElseThrow(() -> new IOException(folder() + " does not work"));
    }

    public boolean exists() {
        return Files.exists(bin("python"));
    }

    /** A program of it, or of that name. */
    public Path bin(String program) {
        return folder().resolve("bin").resolve(program);
    }

    Path folder() {
        return folder;
    }

    /** Runs its Python. */
    public Ended python(String log, String... arguments) throws IOException {
        return at.run(log, variables(), command(List.of(arguments)));
    }

    /** Runs its pip, which is told where the index is. */
    public Ended pip(String log, List<String> arguments) throws IOException {
        List<String> whole = new ArrayList<>(List.of("-m", "pip"));
        whole.addAll(arguments);
        return at.fetch(log, QUIET, command(whole));
    }

    /** Its Python with arguments. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(bin("python").toString()));
        command.addAll(arguments);
        return command;
    }

    /** What makes programs find it, as an activated one. */
    public Map<String, String> variables() throws IOException {
        Map<String, String> variables = new HashMap<>();
        String path = at.run("path", Map.of(), List.of("printenv", "PATH")).text().strip();
        variables.put("PATH", bin("").toString() + ":" + path);
        variables.put("VIRTUAL_ENV", folder().toString());
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        variables.put("CI", "1");
        variables.put("NO_COLOR", "1");
        return variables;
    }

    /** The version of the Python that it is, or would be, made of. */
    public Release version(Specifier wanted, String preferred) throws IOException {
        String python = exists() ? bin("python").toString() : interpreter(wanted, preferred);
        return version(python)
                .orElseThrow(() -> new IOException(python + " does not say what it is"));
    }

    /** Where pip looks for packages. @param uv whether uv looks for them, where it is told to */
    public List<URI> indexes(boolean uv) throws IOException {
        Set<String> addresses = new LinkedHashSet<>();
        String script =
                """
                import os, subprocess, sys
                from pip._internal.models.index import PyPI
                def ask(key):
                    told = os.environ.get('PIP_' + key.upper().replace('-', '_'))
                    for scope in ('global', 'install'):
                        if not told:
                            asked = [sys.executable, '-m', 'pip', 'config', 'get', scope + '.' + key]
                            told = subprocess.run(asked, capture_output=True, text=True).stdout
                    return told.split()
                def uv(*keys):
                    told = ' '.join(os.environ.get('UV_' + key, '') for key in keys).split()
                    return [one.split('=', 1)[-1] if one.find('=') < one.find('://') else one for one in told]
                main = uv('DEFAULT_INDEX', 'INDEX_URL') if 'uv' in sys.argv else []
                more = uv('INDEX', 'EXTRA_INDEX_URL') if 'uv' in sys.argv else []
                print('\\n'.join((main or ask('index-url') or [PyPI.simple_url]) + more + ask('extra-index-url')))
                """;
        List<String> ask = command(List.of("-c", script, uv ? "uv" : "pip"));
        Ended ended = at.fetch("indexes", QUIET, ask);
        if (!ended.good()) {
            throw new IOException("pip does not say where its index is: exit " + ended.exit());
        }
        ended.text().lines().filter(line -> line.startsWith("http")).forEach(addresses::add);
        // It may hold a password.
        Files.deleteIfExists(ended.output());
        return addresses.stream().map(URI::create).toList();
    }

    /** What .python-version names among pyenv's, else the first on the PATH that fits. */
    private String interpreter(Specifier wanted, String preferred) throws IOException {
        List<String> tried = new ArrayList<>();
        for (String one : interpreters(preferred)) {
            Optional<Release> version = version(one);
            if (version.isPresent() && wanted.allows(version.get())) {
                return one;
            }
            version.ifPresent(found -> tried.add(found.text()));
        }
        throw new ProjectFailure(
                new Problem(
                        "GW-654",
                        "there is no Python that the project is for",
                        at.folder().getFileName().toString(),
                        "it asks for %s; there are: %s"
                                .formatted(wanted.text(), String.join(", ", tried)),
                        "install one on the worker's host, or name an image with --in-container"));
    }

    private List<String> interpreters(String preferred) throws IOException {
        List<String> found = new ArrayList<>();
        Path pinned = at.folder().resolve(".python-version");
        String begin = Files.exists(pinned) ? Files.readString(pinned).strip() : preferred;
        if (!at.sandbox().contained() && !begin.isEmpty()) {
            Path versions = Path.of(System.getProperty("user.home"), ".pyenv/versions");
            String own = "python" + begin;
            if (at.sandbox().find(own).isPresent()) {
                found.add(own);
            }
            if (Files.isDirectory(versions)) {
                try (Stream<Path> all = Files.list(versions)) {
                    all.filter(one -> (one.getFileName() + ".").startsWith(begin + "."))
                            .map(one -> one.resolve("bin/python3"))
                            .filter(Files::isExecutable)
                            .sorted()
                            .forEach(one -> found.add(one.toString()));
                }
            }
        }
        for (String name :
                List.of(
                        "python3",
                        "python3.14",
                        "python3.13",
                        "python3.12",
                        "python3.11",
                        "python3.10")) {
            if (at.sandbox().contained()
                    ? name.equals("python3")
                    : at.sandbox().find(name).isPresent()) {
                found.add(name);
            }
        }
        if (found.isEmpty()) {
            found.add("python3"); // whose absence is told by whoever runs it
        }
        return found;
    }

    private Optional<Release> version(String python) throws IOException {
        Ended ended =
                at.run(
                        "python",
                        QUIET,
                        List.of(python, "-c", "import platform; print(platform.python_version())"));
        return ended.good() ? Release.of(ended.text().strip()) : Optional.empty();
    }
}
