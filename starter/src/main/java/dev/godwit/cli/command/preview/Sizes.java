package dev.godwit.cli.command.preview;

import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import java.util.List;

/** How large tables are, in words. */
final class Sizes {

    private Sizes() {}

    /** Of all of them together. */
    static String of(List<PreviewTable> tables) {
        long indexes = tables.stream().mapToLong(PreviewTable::indexes).sum();
        return bytes(tables.stream().mapToLong(PreviewTable::bytes).sum())
                + (indexes == 0 ? "" : " and %s of indexes".formatted(bytes(indexes)));
    }

    private static String bytes(long bytes) {
        return bytes == 0 ? "0B" : new Size(bytes).toString();
    }
}
