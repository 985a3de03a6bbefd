package dev.godwit.project.django;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.KeptVenv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Python that has what a project needs.
 *
 * @param python the program
 * @param django version of Django that it has
 */
record Interpreter(Path python, String django) {

    private static final List<String> ENVIRONMENTS = List.of(".venv", "venv", "env");
    private static final int OLDEST_MAJOR = 4;
    private static final int OLDEST_MINOR = 2;

    /** Of the project's own environment, else of one that is made for it. */
    static Interpreter find(Workplace at, Path manage, KeptVenv kept) throws IOException {
        Set<Path> places = new LinkedHashSet<>(List.of(at.folder(), manage));
        for (Path place : places) {
            for (String name : ENVIRONMENTS) {
                Path python = place.resolve(name).resolve("bin/python").toAbsolutePath();
                Optional<Interpreter> found = of(at, python);
                if (found.isPresent()) {
                    return found.get().current(at);
                }
            }
        }
        for (Path place : places) {
            Workplace there = in(at, place);
            if (KeptVenv.possible(there)) {
                return made(there, kept).current(at);
            }
        }
        throw missing(at, "there is no environment with it, and no file that says what to install");
    }

    private static Interpreter made(Workplace at, KeptVenv kept) throws IOException {
        Result result = kept.make(at);
        if (!result.good()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-763",
                            "what the project needs cannot be installed",
                            at.folder().getFileName().toString(),
                            result.note(),
                            "mend the requirements; the worker's log folder has what was printed"));
        }
        return of(at, kept.of(at).bin("python"))
                .orElseThrow(() -> missing(at, "the project's requirements do not name it"));
    }

    private Interpreter current(Workplace at) {
        List<Integer> numbers = new ArrayList<>();
        for (String one : django.split("\\D+", -1)) {
            if (!one.isEmpty()) {
                numbers.add(Integer.valueOf(one));
            }
        }
        int major = numbers.isEmpty() ? 0 : numbers.get(0);
        int minor = numbers.size() < 2 ? 0 : numbers.get(1);
        if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && minor < OLDEST_MINOR) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-768",
                            "Django " + django + " is too old",
                            at.folder().getFileName().toString(),
                            "Godwit works with Django 4.2 and newer",
                            "upgrade Django: godwit upgrade climbs from release to release"));
        }
        return this;
    }

    private static Optional<Interpreter> of(Workplace at, Path python) throws IOException {
        if (!Files.exists(python, LinkOption.NOFOLLOW_LINKS) || !Files.isExecutable(python)) {
            return Optional.empty();
        }
        Ended asked =
                at.run(
                        "django-version",
                        Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                        List.of(
                                python.toString(),
                                "-c",
                                "import django; print(django.get_version())"));
        return asked.good()
                ? Optional.of(new Interpreter(python, asked.lastLine()))
                : Optional.empty();
    }

    private static Workplace in(Workplace at, Path folder) {
        return new Workplace(folder, at.logs(), at.test(), at.timeout(), at.sandbox(), at.check());
    }

    private static ProjectFailure missing(Workplace at, String because) {
        return new ProjectFailure(
                new Problem(
                        "GW-762",
                        "there is no Django",
                        at.folder().getFileName().toString(),
                        because,
                        "add Django to the project's requirements, or make a .venv that has it"));
    }
}
