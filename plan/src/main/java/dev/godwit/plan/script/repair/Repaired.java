package dev.godwit.plan.script.repair;

import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.ToolRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A migration of which somebody has said what its record has to say.
 *
 * @param was what the record has of it, as its tool compares it with the file
 * @param now the same of its file; null when that is gone for good
 * @param checksum SHA-256 of what the file does; null when it is gone
 * @param row by which the project's tool knows it; null when only Godwit records it
 */
public record Repaired(
        String name,
        String was,
        @Nullable String now,
        @Nullable String checksum,
        @Nullable ToolRow row) {

    private static final int SHORT = 8;

    /** It was changed after it was applied, and means the same. */
    public static Repaired edited(SqlMigration file, String was) {
        // Django compares nothing: there is nothing of its own to be brought in line.
        ToolRow row = file.row() instanceof ToolRow.Django ? null : file.row();
        return new Repaired(file.name(), was, file.recorded(), file.checksum(), row);
    }

    /** Its file is gone for good. */
    public static Repaired forgotten(String name, String was, @Nullable ToolRow row) {
        return new Repaired(name, was, null, null, row);
    }

    /** What is done, for people. */
    public String words() {
        return now == null
                ? "end the record of %s, whose file is gone".formatted(name)
                : "record %s as it is now, which somebody has found to mean the same: %.12s, was %.12s"
                        .formatted(name, now, was);
    }

    /** Sets the name of a run apart from the one that applied it. */
    public String mark() {
        if (now == null) {
            return "forgotten";
        }
        String plain = now.replaceAll("[^0-9A-Za-z]", "");
        return "edited-" + plain.substring(0, Math.min(SHORT, plain.length()));
    }

    /**
     * As a step.
     *
     * @param history in which record of the target it counts
     * @param kept a name of Godwit's own, for what the record was
     */
    public Step step(int number, String history, String kept) {
        ScriptWork.Repair repair =
                new ScriptWork.Repair(history, name, was, now, checksum, row, kept);
        return new Step(
                number,
                Stage.APPLY,
                "sql",
                words(),
                repair,
                List.of(new ScriptWork.Unrepair(repair)),
                List.of());
    }

    /** As a plan names it when somebody has looked; nothing of what is gone can have changed. */
    public String pin() {
        return Objects.requireNonNullElse(checksum, "");
    }
}
