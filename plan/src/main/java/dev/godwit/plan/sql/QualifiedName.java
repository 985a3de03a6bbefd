package dev.godwit.plan.sql;

import static java.util.Objects.requireNonNull;

/** A relation's schema and name, exactly as the catalog holds them (not quoted, not folded). */
public record QualifiedName(String schema, String name) {

    public QualifiedName {
        requireNonNull(schema, "schema is null");
        requireNonNull(name, "name is null");
    }

    /** Quoted, for use in a statement. */
    public String sql() {
        return Identifier.quote(schema, name);
    }

    /** For people: {@code users}, or {@code shop.users} when the schema is not {@code public}. */
    @Override
    public String toString() {
        return schema.equals("public") ? name : schema + "." + name;
    }
}
