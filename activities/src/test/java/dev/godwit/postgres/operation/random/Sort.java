package dev.godwit.postgres.operation.random;

import java.util.List;

/**
 * A type of columns.
 *
 * @param sql its name
 * @param value of the row whose number is {@code #}
 * @param comparable whether a btree index can be made of it
 * @param changes what it can become: type, up, down; {@code @} stands for the column
 */
enum Sort {
    INT(
            "int",
            "# % 1000",
            true,
            List.of(
                    new Change("bigint", "@", "@"),
                    new Change("numeric(12,2)", "@ / 4.0", "@ * 4"),
                    new Change("text", "@::text", "@::int"))),
    TEXT(
            "text",
            "'v' || # || ' ü''\"\\ ' || repeat('x', # % 9)",
            true,
            List.of(
                    new Change("varchar(200)", "@", "@"),
                    new Change("bytea", "convert_to(@, 'UTF8')", "convert_from(@, 'UTF8')"))),
    NUMERIC(
            "numeric(10,2)",
            "(# % 997) / 4.0",
            true,
            List.of(
                    new Change("numeric(14,2)", "@", "@"),
                    new Change("double precision", "@", "@"))),
    BOOL("boolean", "# % 2 = 0", true, List.of(new Change("int", "@::int", "@::boolean"))),
    TIME(
            "timestamptz",
            "timestamptz '2024-01-01 00:00Z' + # * interval '1 second'",
            true,
            List.of(new Change("bigint", "extract(epoch from @)", "to_timestamp(@)"))),
    JSON(
            "jsonb",
            "jsonb_build_object('n', #, 'list', jsonb_build_array(null, # % 3))",
            true,
            List.of(new Change("text", "@::text", "@::jsonb"))),
    LIST("text[]", "array['a', null, #::text]", true, List.of()),
    PLAIN_JSON("json", "json_build_object('n', #)", false, List.of());

    /** What a column can become. */
    record Change(String type, String up, String down) {}

    final String sql;
    final String value;
    final boolean comparable;
    final List<Change> changes;

    Sort(String sql, String value, boolean comparable, List<Change> changes) {
        this.sql = sql;
        this.value = value;
        this.comparable = comparable;
        this.changes = changes;
    }
}
