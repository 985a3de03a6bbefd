package dev.godwit.plan.operation.looks;

import dev.godwit.plan.schema.Column;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/** What a column of its type does not have by itself: settings, privileges, a comment. */
public final class Looks {

    private Looks() {}

    /**
     * Gives all of it to another column of the same type.
     *
     * @param now the other column's name
     */
    public static List<Work.Ddl> of(Column column, QualifiedName table, String now) {
        return of(column, true, column.comment(), table, now);
    }

    /**
     * Gives it to another column.
     *
     * @param sameType whether what depends on the type goes along
     * @param comment of its own
     * @param now the other column's name
     */
    public static List<Work.Ddl> of(
            Column column, boolean sameType, String comment, QualifiedName table, String now) {
        List<String> statements = new ArrayList<>();
        String alter =
                "alter table %s alter column %s ".formatted(table.sql(), Identifier.quote(now));
        column.more().settings().stream()
                .filter(setting -> sameType || setting.startsWith("set statistics"))
                .forEach(setting -> statements.add(alter + setting));
        for (String grant : column.more().grants()) {
            int to = grant.indexOf(" to ");
            statements.add(
                    "grant %s (%s) on %s%s"
                            .formatted(
                                    grant.substring(0, to),
                                    Identifier.quote(now),
                                    table.sql(),
                                    grant.substring(to)));
        }
        List<Work.Ddl> works = new ArrayList<>();
        if (!statements.isEmpty()) {
            works.add(Work.Ddl.on(table, LockMode.ACCESS_EXCLUSIVE, statements));
        }
        if (!comment.isEmpty()) {
            works.add(Comment.on(table, now, comment));
        }
        return works;
    }
}
