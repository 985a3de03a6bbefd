package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of a plan file about the pending migrations of a project. */
@Doc("The pending migrations of a project, one after the other")
public record MigrationsFile(
        @Doc(
                        "sql: numbered files of SQL; flyway, prisma or django: those of that tool; migrations:"
                                + " whichever of them the project has")
                PlanKind kind,
        @Doc("Name of the plan, unique per target; kind and last pending migration by default")
                @Nullable String migration,
        @Doc("The project: a target of godwit.yaml, or a folder, as seen from this file")
                String project,
        @Doc("Folder of the migrations, as seen from the project; found by itself by default")
                @Nullable String path,
        @Doc("The last migration to apply; all that are pending by default") @Nullable String to,
        @Doc(
                        "The last migration of those that the database has had since before Godwit: recorded, not run")
                @Nullable String baseline,
        @Doc("Whether a migration may come after one with a higher number; false by default")
                @Nullable Boolean outOfOrder,
        @Doc("Which migrations exactly, as godwit start writes it when it has looked")
                List<Pinned> migrations,
        @Doc("Migrations that may be applied although they cannot be taken back in full")
                List<String> irreversible,
        @Doc(
                        "Name of the record of what is applied, when a database serves several folders; default"
                                + " by default")
                @Nullable String history,
        @Doc(
                        "With kind django: the alias in DATABASES of the project's settings; default by default")
                @Nullable String alias,
        @Nullable Resolve resolve,
        @Nullable MigrationsGates gates,
        @Doc("Checks of your own, run when all is applied") List<VerifySpec> verify,
        @Nullable SnapshotSpec snapshot,
        @Doc("What a migration that fails for good leads to; rollback by default")
                @Nullable OnFailure onFailure,
        @Nullable StatementSpec ddl,
        Location at) {

    /** Checks what the text alone can say. */
    public MigrationsFile {
        if (kind != null && !kind.migrations()) {
            throw new IllegalArgumentException(
                    "kind is %s, which is not about the migrations of a project"
                            .formatted(kind.word()));
        }
    }

    /** Whether what migrations take away is kept. */
    public boolean keeps() {
        return SnapshotSpec.orData(snapshot).mode() != SnapshotMode.NONE;
    }

    /** The alias in DATABASES of a Django project's settings. */
    public String database() {
        return Objects.requireNonNullElse(alias, "default");
    }

    /** One migration, and what it was when somebody looked. */
    @Doc("A migration, as it was when somebody looked")
    public record Pinned(
            @Doc("Its file's name without .sql") String name,
            @Doc("SHA-256 of what it does") String checksum) {}

    /** What a person says about migrations whose record and file do not agree. */
    @Doc("Migrations whose record and file do not agree, and what somebody who has looked says")
    public record Resolve(
            @Doc("They failed under their own tool, and nothing of them is there: tried again")
                    List<String> rolledBack,
            @Doc("They are there, or have been completed by hand: recorded, not run")
                    List<String> applied,
            @Doc(
                            "They were changed after they were applied and mean the same: recorded as they are"
                                    + " now, not run")
                    List<String> edited,
            @Doc(
                            "They are applied and their files are gone for good: the record of them ends, what"
                                    + " they have done stays")
                    List<String> forgotten) {

        /** Nothing is said. */
        public static final Resolve NOTHING =
                new Resolve(List.of(), List.of(), List.of(), List.of());
    }

    /** What a person says about migrations whose record and file do not agree; may be nothing. */
    public Resolve said() {
        return Objects.requireNonNullElse(resolve, Resolve.NOTHING);
    }

    /** The gates of such a plan. */
    @Doc("Durable waits for a person, a query, a check or a time")
    public record MigrationsGates(
            @Doc("Before a rollback touches the schema: the previous code goes back first")
                    @Nullable GateSpec beforeRollback) {}
}
