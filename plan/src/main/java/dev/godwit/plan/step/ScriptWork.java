package dev.godwit.plan.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The migrations of a project, and what its tool has on record of them. */
public sealed interface ScriptWork extends Work {

    /**
     * A migration of a project, in one transaction that also records it as applied and marks the
     * step done. Run with the search path that the role has by itself, as psql would.
     *
     * @param history in which record of the target it counts as applied
     * @param name of the migration, like {@code 0004_add_email}
     * @param version its place among the others, as text
     * @param checksum SHA-256 of the migration, hex
     * @param saves what is copied before a statement takes it away
     * @param limit of one statement
     * @param row by which the project's tool knows it; null when there is no other tool
     */
    record Script(
            String history,
            String name,
            String version,
            String checksum,
            List<String> statements,
            List<Save> saves,
            Duration limit,
            @Nullable ToolRow row)
            implements ScriptWork {
        public Script {
            statements = List.copyOf(statements);
            saves = List.copyOf(saves);
        }
    }

    /**
     * Takes a script back in one transaction: its reverse, then what was saved, then its record.
     * Values that somebody has changed since are left as they are.
     *
     * @param statements the reverse; may be none
     * @param late what of the reverse has to wait until the data is back
     * @param saves as they were made by the script
     * @param row by which the project's tool knows it; null when there is no other tool
     */
    record Unscript(
            String history,
            String name,
            List<String> statements,
            List<String> late,
            List<Save> saves,
            Duration limit,
            @Nullable ToolRow row)
            implements ScriptWork {
        public Unscript {
            statements = List.copyOf(statements);
            late = List.copyOf(Objects.requireNonNullElse(late, List.of()));
            saves = List.copyOf(saves);
        }

        /** The reverse, whole. */
        public List<String> whole() {
            List<String> whole = new ArrayList<>(statements);
            whole.addAll(late);
            return whole;
        }
    }

    /**
     * Changes what the record says of a migration, and runs nothing: somebody has looked at it. In
     * one transaction, with the lock of the project's tool.
     *
     * @param history in which record of the target it counts
     * @param was what the record had of it when somebody looked, as its tool compares it
     * @param now the same of its file; null when the file is gone for good, and the record ends
     * @param checksum SHA-256 of what the file does, for Godwit's own record; null when it is gone
     * @param row by which the project's tool knows it; null when only Godwit records it
     * @param kept beginning of the names of tables in schema godwit that receive the record as it
     *     was
     */
    record Repair(
            String history,
            String name,
            String was,
            @Nullable String now,
            @Nullable String checksum,
            @Nullable ToolRow row,
            String kept)
            implements ScriptWork {}

    /** Puts the record back as it was, unless somebody has changed it since. */
    record Unrepair(Repair repair) implements ScriptWork {}
}
