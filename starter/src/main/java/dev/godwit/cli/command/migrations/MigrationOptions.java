package dev.godwit.cli.command.migrations;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The keys of a plan about the migrations of a project, as options. */
public final class MigrationOptions {

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
            names = "--baseline",
            paramLabel = "MIGRATION",
            description = {
                "With --project, the first time: the last migration that the database",
                "has had since before Godwit; recorded, not run"
            })
    private @Nullable String baseline;

    @Option(
            names = "--irreversible",
            paramLabel = "MIGRATION",
            split = ",",
            description = "With --project: apply it although it cannot be taken back in full")
    private List<String> irreversible = new ArrayList<>();

    @Option(
            names = "--out-of-order",
            description = "With --project: a migration may come after one with a higher number")
    private boolean outOfOrder;

    @Option(
            names = "--rolled-back",
            paramLabel = "MIGRATION",
            split = ",",
            description = {
                "With --project: it failed under Flyway or Prisma, and nothing of it is",
                "there; it is tried again"
            })
    private List<String> rolledBack = new ArrayList<>();

    @Option(
            names = "--applied",
            paramLabel = "MIGRATION",
            split = ",",
            description = {
                "With --project: it failed under Flyway or Prisma, and was completed by",
                "hand; recorded, not run"
            })
    private List<String> applied = new ArrayList<>();

    /** Whether any of them is there. */
    public boolean given() {
        return project != null
                || kind != null
                || outOfOrder
                || !rolledBack.isEmpty()
                || !applied.isEmpty()
                || path != null
                || to != null
                || baseline != null
                || !irreversible.isEmpty();
    }

    /**
     * What they say.
     *
     * @param plan that was named beside them; there must be none
     */
    public PlannedMigrations planned(Surroundings surroundings, @Nullable Path plan) {
        if (project == null || plan != null) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    project == null
                            ? "these options are about the migrations of a project, and need --project"
                            : "--project and a plan exclude each other",
                    "",
                    "",
                    project == null ? "name the project" : "leave one of them out");
        }
        Map<String, List<String>> resolve = new LinkedHashMap<>();
        resolve.put("rolled_back", rolledBack);
        resolve.put("applied", applied);
        return PlannedMigrations.of(
                surroundings,
                new PlanKeys(project, kind)
                        .with("path", path)
                        .with("to", to)
                        .with("baseline", baseline)
                        .with("irreversible", irreversible)
                        .with("out_of_order", outOfOrder)
                        .with("resolve", resolve)
                        .map());
    }
}
