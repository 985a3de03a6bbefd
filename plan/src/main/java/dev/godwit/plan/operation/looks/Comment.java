package dev.godwit.plan.operation.looks;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import java.util.List;

/** What a column says to people. */
public final class Comment {

    private Comment() {}

    /** Says it; an empty text takes it away. */
    public static Work.Ddl on(QualifiedName table, String column, String text) {
        String statement =
                "comment on column %s.%s is %s"
                        .formatted(
                                table.sql(),
                                Identifier.quote(column),
                                text.isEmpty() ? "null" : Identifier.literal(text));
        return Work.Ddl.on(table, LockMode.SHARE_UPDATE_EXCLUSIVE, List.of(statement));
    }
}
