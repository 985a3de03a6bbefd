package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs django-upgrade or pyupgrade over the Python files that git tracks, in a virtual environment
 * of its own. Both end with 1 when they have rewritten something and when they have failed: so only
 * what they say about each file counts.
 */
public final class PythonRewrite implements Recipe {

    /** Not tracked, so that it is never committed. */
    private static final String TOOLS = ".godwit-tools";

    private static final int REWROTE = 1;
    private static final Pattern REWRITTEN = Pattern.compile("(?m)^Rewriting \\S");
    private static final Pattern VERSION = Pattern.compile("\\d{1,2}\\.\\d{1,2}");
    private static final Pattern TARGET = Pattern.compile("py3\\d{0,2}");

    private static final Map<String, String> QUIET =
            Map.of(
                    "PIP_DISABLE_PIP_VERSION_CHECK", "1",
                    "PIP_NO_INPUT", "1",
                    "PYTHONDONTWRITEBYTECODE", "1",
                    "NO_COLOR", "1");

    private final String name;
    private final String program;
    private final String version;
    private final String option;

    private PythonRewrite(String name, String program, String version, String option) {
        this.name = name;
        this.program = program;
        this.version = version;
        this.option = option;
    }

    /**
     * For Django.
     *
     * @param target feature release: {@code 5.2}
     * @throws IllegalArgumentException when it is none
     */
    public static PythonRewrite django(String target) {
        if (!VERSION.matcher(target).matches()) {
            throw new IllegalArgumentException("a feature release such as 5.2 is needed");
        }
        return new PythonRewrite(
                "django-upgrade:" + target,
                "django-upgrade",
                "1.33.0",
                "--target-version=" + target);
    }

    /**
     * For Python itself.
     *
     * @param target the oldest Python that the code has to run on: {@code py311}
     * @throws IllegalArgumentException when it is none
     */
    public static PythonRewrite python(String target) {
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("a Python such as py311 is needed");
        }
        return new PythonRewrite(
                "pyupgrade:" + target, "pyupgrade", "3.22.0", "--%s-plus".formatted(target));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result rewrite(Workplace at) throws IOException {
        Rewriting rewriting = new Rewriting(at, name);
        List<String> files =
                rewriting.tracked(List.of()).stream()
                        .filter(path -> path.endsWith(".py"))
                        .map(path -> "./" + path)
                        .toList();
        if (files.isEmpty()) {
            return rewriting.failed("git tracks no Python file here");
        }
        Path bin = at.folder().resolve(TOOLS).resolve("bin").toAbsolutePath();
        String python = bin.resolve("python").toString();
        if (!rewriting.run(QUIET, List.of("python3", "-m", "venv", TOOLS)).good()
                || !rewriting
                        .run(
                                QUIET,
                                List.of(
                                        python,
                                        "-m",
                                        "pip",
                                        "install",
                                        "-q",
                                        program + "==" + version))
                        .good()) {
            throw new IOException(program + " cannot be installed by pip");
        }
        for (List<String> some : Tree.chunks(files)) {
            List<String> command =
                    new ArrayList<>(List.of(bin.resolve(program).toString(), option));
            command.addAll(some);
            Ended ended = rewriting.run(QUIET, command);
            boolean rewrote = ended.exit() == REWROTE && REWRITTEN.matcher(ended.text()).find();
            if (!ended.good() && !rewrote) {
                return rewriting.failed(
                        "%s: %s"
                                .formatted(
                                        program,
                                        ended.tookTooLong()
                                                ? "took too long"
                                                : "exit " + ended.exit()));
            }
        }
        return rewriting.done();
    }
}
