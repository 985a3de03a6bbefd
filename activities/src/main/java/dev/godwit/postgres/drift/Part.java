package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Kind;

/**
 * What is read of one kind of object.
 *
 * @param catalog where PostgreSQL keeps them, which is also how {@code pg_depend} points at them
 * @param sql one row for each: {@code oid, sub, schema, name, of_catalog, of_oid, of_sub, traits};
 *     the object that it is part of, zeroes where it is none; traits as one level of JSON, of text
 */
record Part(Kind kind, String catalog, String sql) {

    /** Schemas that are PostgreSQL's or Godwit's own. */
    static final String OURS =
            "(n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> 'godwit')";

    /** What an extension brought is the extension's. */
    static String free(String catalog, String oid) {
        return """
            not exists (select from pg_depend e where e.classid = '%s'::regclass and e.objid = %s and e.deptype = 'e')
            """
                .formatted(catalog, oid)
                .strip();
    }

    /**
     * What stands for itself.
     *
     * @param oid of its row, in the query
     * @param sql with three places: for what it is part of, for its schema and for extensions
     */
    static Part alone(Kind kind, String catalog, String oid, String sql) {
        return new Part(kind, catalog, sql.formatted(NO_PART, OURS, free(catalog, oid)));
    }

    /** What is part of a relation {@code c}; the same places. */
    static Part ofRelation(Kind kind, String catalog, String sql) {
        return new Part(kind, catalog, sql.formatted(of("c.oid"), OURS, free("pg_class", "c.oid")));
    }

    /** The columns of one that stands for itself. */
    static final String NO_PART = "0::bigint as of_catalog, 0::bigint as of_oid, 0 as of_sub";

    /** The columns of one that is part of a relation. */
    static String of(String relation) {
        return "'pg_class'::regclass::oid::bigint as of_catalog, %s::bigint as of_oid, 0 as of_sub"
                .formatted(relation);
    }
}
