package dev.godwit.cli.command.migrations;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.plan.PlanFile;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.run.Starting;
import dev.godwit.config.Target;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.MigrationsText;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.MigrationsFile.Pinned;
import dev.godwit.workflow.operator.FoundMigrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A plan about the migrations of a project, as it was written or as the options say it.
 *
 * @param source where it comes from, for messages
 * @param folder that its project is seen from
 */
public record PlannedMigrations(MigrationsFile file, String source, String text, Path folder) {

    private static final String NO_PROJECT = "GW-746";

    /**
     * Reads and checks a plan file.
     *
     * @throws CliError with everything that is wrong with it
     */
    public static PlannedMigrations read(
            Surroundings surroundings, Path plan, String source, String text) {
        Path folder = surroundings.folder().resolve(plan).toAbsolutePath().normalize().getParent();
        return of(source, text, Objects.requireNonNull(folder, "a file has a folder"));
    }

    /**
     * What {@code --project} and the options beside it say.
     *
     * @param keys of the plan
     */
    public static PlannedMigrations of(Surroundings surroundings, Map<String, ?> keys) {
        return of("--project", MigrationsText.of(keys), surroundings.folder());
    }

    private static PlannedMigrations of(String source, String text, Path folder) {
        MigrationsReader.Read read = MigrationsReader.read(source, text);
        MigrationsFile file = read.plan();
        if (file == null) {
            throw PlanFile.wrong(read.problems());
        }
        return new PlannedMigrations(file, source, text, folder);
    }

    /** Looks what is pending, says it, and begins exactly that. */
    public ExitCode start(Starting starting) throws InterruptedException {
        Output output = starting.output();
        Optional<Looked> looked = look(starting.session(), starting.target(), output);
        if (looked.isEmpty()) {
            output.object(Map.of("pending", List.of()));
            return ExitCode.DONE;
        }
        Looked plan = looked.get();
        return starting.follow(starting.begin(plan.name(), plan.source(), plan.text()));
    }

    /** What there is to do on a target, and the plan that does exactly that. */
    public record Looked(FoundMigrations found, String name, String source, String text) {}

    /**
     * Asks the target's worker what is pending, and says it.
     *
     * @return nothing when nothing is pending
     * @throws CliError when nothing can be begun, with every reason
     */
    public Optional<Looked> look(Session session, Target target, Output output) {
        Pollers.check(session.link(), target.queue());
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("project", project(session));
        FoundMigrations found =
                new MigrationsErrand(session, target).find(source, MigrationsText.with(text, here));
        if (!found.problems().isEmpty()) {
            throw new CliError(ExitCode.REJECTED, found.problems(), null);
        }
        MigrationsView.say(found, target.name(), output);
        if (found.none()) {
            return Optional.empty();
        }
        String name = name(found);
        here.put("kind", kind(found));
        here.put("migration", name);
        here.put("migrations", MigrationsText.pinned(pinned(found)));
        return Optional.of(new Looked(found, name, source, MigrationsText.with(text, here)));
    }

    private static List<Pinned> pinned(FoundMigrations found) {
        List<Pinned> pinned = new ArrayList<>();
        found.repairs().stream()
                .filter(one -> !one.checksum().isEmpty())
                .forEach(one -> pinned.add(new Pinned(one.name(), one.checksum())));
        found.pending().forEach(one -> pinned.add(new Pinned(one.name(), one.checksum())));
        return pinned;
    }

    /** The plan with the project as the target's worker finds it. */
    public String resolved(Session session) {
        return MigrationsText.with(text, Map.of("project", project(session)));
    }

    /** A target's name, or the absolute path of a directory: the worker is somewhere else. */
    private String project(Session session) {
        String written = file.project();
        if (session.targets().project(written).isPresent()) {
            return written;
        }
        Path directory = folder.resolve(written).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new CliError(
                    ExitCode.USAGE,
                    NO_PROJECT,
                    "%s is neither a project target nor a directory".formatted(written),
                    directory.toString(),
                    "a project is a target with repository:, or a directory of this host",
                    "name a directory, or add the target to godwit.yaml");
        }
        return directory.toString();
    }

    /** A worker of an earlier version knows one kind only and does not say it. */
    private String kind(FoundMigrations found) {
        String said = found.kind();
        return said == null || said.isEmpty() ? file.kind().word() : said;
    }

    /** What is only recorded anew has been applied by a run that is called like it. */
    private static String last(FoundMigrations found) {
        if (!found.pending().isEmpty()) {
            return found.pending().getLast().name();
        }
        if (!found.baseline().isEmpty()) {
            return found.baseline().getLast();
        }
        FoundMigrations.Repair repair = found.repairs().getLast();
        return repair.name() + "-" + repair.mark();
    }

    private String name(FoundMigrations found) {
        if (file.migration() != null) {
            return file.migration();
        }
        String word = kind(found) + "-" + last(found);
        String clean = word.replaceAll("[^A-Za-z0-9._-]", "-");
        return clean.length() > 100 ? clean.substring(0, 100) : clean;
    }
}
