package dev.godwit.preview;

import dev.godwit.migration.host.Messages;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.preflight.trial.CopyTrial;
import dev.godwit.workflow.preview.PreviewCopy;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a copy of the tables would be instead of second columns. */
final class CopyInstead {

    private CopyInstead() {}

    /**
     * Says it, or nothing where nothing was found.
     *
     * @param tables whose rows the plan works on, with their sizes
     * @param where for problems that do not say it
     */
    static @Nullable PreviewCopy of(
            CopyTrial.@Nullable Found found, List<PreviewTable> tables, String where) {
        if (found == null) {
            return null;
        }
        List<String> names = found.tables().stream().map(QualifiedName::toString).toList();
        return new PreviewCopy(
                tables.stream().filter(table -> names.contains(table.name())).toList(),
                found.steps(),
                Messages.findings(found.problems(), where));
    }
}
