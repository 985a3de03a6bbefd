package dev.godwit.postgres.shadow;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.postgres.state.StateSchema;

/** The statements that copy rows. */
public final class CopyForm {

    /**
     * True for a version of a row that no transaction has written which had not ended when the copy
     * began: of those there is one for each row. Numbers of transactions are those of the table, 32
     * bits; what was frozen long ago may have one that looks newer than all. So what counts is how
     * far it is from the first that is too new, and that no more have passed since.
     */
    private static final String THERE =
            """
            (pg_catalog.age((select s.xid::xid from %1$s s))::bigint - pg_catalog.age(xmin) & 4294967295)
              >= (select pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint - s.xid::text::bigint from %1$s s)\
            """;

    private CopyForm() {}

    /**
     * The INSERT of rows that were there, without the cursor.
     *
     * @param rows as SQL: true for the rows of the range
     */
    public static String of(CopyRows copy, String rows) {
        return "insert into %s (%s) overriding system value select %s from %s where %s\n and %s"
                .formatted(
                        copy.twin().sql(),
                        Twin.columns(copy.values()),
                        Twin.expressions(copy.values()),
                        copy.table().sql(),
                        rows,
                        THERE.formatted(new QualifiedName(StateSchema.NAME, copy.since()).sql()));
    }

    /**
     * The INSERT of rows, or the UPDATE of those that are there, once the copy follows. Rows are
     * locked where they come from, so that what is written is what stands there.
     *
     * @param rows as SQL: true for the rows that are meant
     */
    public static String again(CopyRows copy, String rows) {
        return Twin.overwrite(copy.table(), copy.twin(), copy.values(), copy.key(), rows);
    }
}
