package dev.godwit.plan.operation.twin;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;

/** The comment on an index, for one that takes its place. */
final class IndexComment {

    private IndexComment() {}

    /** The statement that gives it to another index, as it is by then. */
    static String copied(QualifiedName from, QualifiedName to) {
        return """
        do $godwit$ declare _godwit_comment text := pg_catalog.obj_description(%s::pg_catalog.regclass, 'pg_class'); begin
          if _godwit_comment is not null then execute pg_catalog.format('comment on index %s is %%L', _godwit_comment); end if;
        end $godwit$"""
                .formatted(
                        Identifier.literal(from.sql()),
                        to.sql().replace("'", "''").replace("%", "%%"));
    }
}
