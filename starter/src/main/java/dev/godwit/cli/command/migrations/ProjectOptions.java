package dev.godwit.cli.command.migrations;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which migrations of which project, as options. */
public final class ProjectOptions {

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = {
                "Apply the pending migrations of this project: a target of godwit.yaml,",
                "or a directory that the target's worker sees"
            })
    private @Nullable String project;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = {
                "With --project: sql, flyway, prisma or django, where a project has",
                "migrations of several"
            })
    private @Nullable String kind;

    @Option(
            names = "--path",
            paramLabel = "FOLDER",
            description = "With --project: the folder of the migrations")
    private @Nullable String path;

    @Option(
            names = "--to",
            paramLabel = "MIGRATION",
            description = "With --project: the last migration to apply")
    private @Nullable String to;

    @Option(
            names = "--irreversible",
            paramLabel = "MIGRATION",
            split = ",",
            description = "With --project: apply it although it cannot be taken back in full")
    private List<String> irreversible = new ArrayList<>();

    /** Whether any of them is there. */
    public boolean given() {
        return project != null
                || kind != null
                || path != null
                || to != null
                || !irreversible.isEmpty();
    }

    /** A plan that applies them. */
    public PlannedMigrations planned(Surroundings surroundings) {
        return PlannedMigrations.of(surroundings, keys().map());
    }

    /** What they say, as keys of a plan. */
    PlanKeys keys() {
        if (project == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    "these options are about the migrations of a project, and need --project",
                    "",
                    "",
                    "name the project");
        }
        return new PlanKeys(project, kind)
                .with("path", path)
                .with("to", to)
                .with("irreversible", irreversible);
    }
}
