package dev.godwit.postgres.shadow;

import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.postgres.fill.range.KeyNames;

/** What a copy does with the rows of a range. */
public final class CopyForm {

    private CopyForm() {}

    /**
     * The INSERT, without the cursor.
     *
     * @param rows as SQL: true for the rows of the range
     */
    public static String of(CopyRows copy, String rows) {
        return """
        insert into %s (%s) overriding system value select %s
          from %s where %s
            on conflict (%s) do nothing\
        """
                .formatted(
                        copy.twin().sql(),
                        Twin.columns(copy.values()),
                        Twin.expressions(copy.values()),
                        copy.table().sql(),
                        rows,
                        KeyNames.list(copy.key()));
    }
}
