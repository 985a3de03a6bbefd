package dev.godwit.plan.schema;

import java.util.List;

/**
 * A column.
 *
 * @param type as {@code format_type} writes it
 * @param defaultExpression or empty
 * @param comment or empty
 * @param more what else it has
 */
public record Column(
        String name,
        String type,
        boolean notNull,
        boolean generated,
        boolean identity,
        String defaultExpression,
        String comment,
        Details more) {

    /** A column that a plan is about to make. */
    public static Column coming(String name, String type, boolean notNull) {
        return new Column(name, type, notNull, false, false, "", "", Details.NONE);
    }

    /** The same under another name. */
    public Column withName(String other) {
        return new Column(
                other, type, notNull, generated, identity, defaultExpression, comment, more);
    }

    /** The same with another default; empty for none. */
    public Column withDefault(String expression) {
        return new Column(name, type, notNull, generated, identity, expression, comment, more);
    }

    /** The same of another type, as SQL. */
    public Column withType(String other) {
        return new Column(
                name, other, notNull, generated, identity, defaultExpression, comment, more);
    }

    /** The same, NOT NULL or not. */
    public Column withNotNull(boolean refuses) {
        return new Column(
                name, type, refuses, generated, identity, defaultExpression, comment, more);
    }

    /**
     * What few columns have.
     *
     * @param collation as {@code COLLATE} takes it; empty for that of its type
     * @param settings actions of {@code ALTER COLUMN}: statistics, storage, compression, options
     * @param grants privileges on it alone, each with {@code TO}: {@code SELECT to somebody}
     * @param owns whether a sequence goes with it
     * @param dependents what reads it and would go with it or keep it, in words; not indexes and
     *     constraints of its own table
     */
    public record Details(
            String collation,
            List<String> settings,
            List<String> grants,
            boolean owns,
            List<String> dependents) {

        /** Nothing. */
        public static final Details NONE = new Details("", List.of(), List.of(), false, List.of());

        public Details {
            settings = List.copyOf(settings);
            grants = List.copyOf(grants);
            dependents = List.copyOf(dependents);
        }
    }
}
