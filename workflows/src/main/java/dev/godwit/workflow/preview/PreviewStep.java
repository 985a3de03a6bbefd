package dev.godwit.workflow.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step.
 *
 * @param phase that runs it, as people read it
 * @param operation the plan's word for what it belongs to
 * @param rows null where it works on no rows in batches
 * @param undo what takes it back, in order; empty when there is nothing to take back
 * @param losses what that does not bring back, a sentence each
 */
public record PreviewStep(
        int number,
        String phase,
        String operation,
        String summary,
        PreviewWork work,
        @Nullable PreviewRows rows,
        List<PreviewWork> undo,
        List<String> losses) {

    public PreviewStep {
        undo = List.copyOf(undo);
        losses = List.copyOf(losses);
    }

    /**
     * A piece of work.
     *
     * @param words what is done, on one line
     * @param lock the strongest mode, as PostgreSQL writes it; empty for none, or one that is not
     *     known
     * @param tables that are locked
     * @param note about the lock; may be empty
     * @param statements that are run; of batches their form; empty unless they were asked for
     */
    public record PreviewWork(
            String words, String lock, List<String> tables, String note, List<String> statements) {

        public PreviewWork {
            tables = List.copyOf(tables);
            statements = List.copyOf(statements);
        }

        /** The same without its statements. */
        public PreviewWork silent() {
            return new PreviewWork(words, lock, tables, note, List.of());
        }
    }

    /**
     * How rows are worked on.
     *
     * @param manner how they are divided into batches, and why so
     * @param because why by blocks or by key
     * @param lanes shares that are worked on at the same time
     * @param maxRowsPerSecond over all lanes; null is no limit
     */
    public record PreviewRows(
            String table,
            String manner,
            String because,
            int lanes,
            @Nullable Integer maxRowsPerSecond) {}

    /** The same without statements. */
    public PreviewStep silent() {
        return new PreviewStep(
                number,
                phase,
                operation,
                summary,
                work.silent(),
                rows,
                undo.stream().map(PreviewWork::silent).toList(),
                losses);
    }
}
