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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The keys of a plan about the migrations of a project, as options. */
public final class MigrationOptions {

    @Mixin private ProjectOptions folder = new ProjectOptions();

    @Option(
            names = "--baseline",
            paramLabel = "MIGRATION",
            description = {
                "With --project, the first time: the last migration that the database",
                "has had since before Godwit; recorded, not run"
            })
    private @Nullable String baseline;

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

    @Option(
            names = "--edited",
            paramLabel = "MIGRATION",
            split = ",",
            description = {
                "With --project: it was changed after it was applied, and means the",
                "same; recorded as it is now, not run"
            })
    private List<String> edited = new ArrayList<>();

    @Option(
            names = "--forgotten",
            paramLabel = "MIGRATION",
            split = ",",
            description = {
                "With --project: it is applied, and its file is gone for good; the",
                "record of it ends, what it has done stays"
            })
    private List<String> forgotten = new ArrayList<>();

    /** Whether any of them is there. */
    public boolean given() {
        return folder.given()
                || outOfOrder
                || baseline != null
                || resolve().values().stream().anyMatch(names -> !names.isEmpty());
    }

    /**
     * What they say.
     *
     * @param plan that was named beside them; there must be none
     */
    public PlannedMigrations planned(Surroundings surroundings, @Nullable Path plan) {
        PlanKeys keys = folder.keys();
        if (plan != null) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-504",
                    "--project and a plan exclude each other",
                    "",
                    "",
                    "leave one of them out");
        }
        return PlannedMigrations.of(
                surroundings,
                keys.with("baseline", baseline)
                        .with("out_of_order", outOfOrder)
                        .with("resolve", resolve())
                        .map());
    }

    private Map<String, List<String>> resolve() {
        Map<String, List<String>> resolve = new LinkedHashMap<>();
        resolve.put("rolled_back", rolledBack);
        resolve.put("applied", applied);
        resolve.put("edited", edited);
        resolve.put("forgotten", forgotten);
        return resolve;
    }
}
