package dev.godwit.plan.drift;

import dev.godwit.plan.sql.Identifier;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object of a database, in words that two servers share: no oid, no position, no statistics.
 *
 * @param schema the schema's name; empty for what is in none
 * @param name its name as the catalog holds it; for a function with the types of its arguments; for
 *     privileges the role; for a comment empty
 * @param of the {@link #id} of the object that it is part of and goes with; empty when it stands
 *     for itself
 * @param traits what it is, by trait; a trait at its default is left out
 * @param needs the ids of the objects that it cannot be without, beside {@code of}
 */
public record CatalogObject(
        Kind kind,
        String schema,
        String name,
        String of,
        SortedMap<String, String> traits,
        List<String> needs) {

    public CatalogObject {
        traits = new TreeMap<>(traits);
        needs = List.copyOf(needs);
    }

    /** Names it for people, and tells it from every other object of its catalog. */
    public String id() {
        return switch (kind) {
            case COMMENT -> "comment on " + of;
            case PRIVILEGES -> "privileges of " + name + " on " + of;
            case COLUMN, CONSTRAINT, TRIGGER, RULE, POLICY ->
                    kind.words() + " " + name + " of " + of;
            default -> kind.words() + " " + (schema.isEmpty() ? name : schema + "." + name);
        };
    }

    /** Its name in a statement. */
    public String sql() {
        return schema.isEmpty() ? Identifier.quote(name) : Identifier.quote(schema, name);
    }

    /** The value of a trait; empty when it is at its default. */
    public String trait(String trait) {
        return traits.getOrDefault(trait, "");
    }

    /** Whether a trait is there at all. */
    public boolean has(String trait) {
        return traits.containsKey(trait);
    }

    /** The same, with what it needs. */
    public CatalogObject needing(List<String> more) {
        return new CatalogObject(kind, schema, name, of, traits, more);
    }

    /** Whether both are the same but for what they need. */
    boolean same(CatalogObject other) {
        return traits.equals(other.traits);
    }

    /** The traits in which it differs, with the value here and the value there. */
    Map<String, Difference.Values> against(CatalogObject other) {
        SortedMap<String, Difference.Values> different = new TreeMap<>();
        traits.forEach(
                (trait, value) -> {
                    if (!value.equals(other.traits.get(trait))) {
                        different.put(trait, new Difference.Values(value, other.trait(trait)));
                    }
                });
        other.traits.forEach(
                (trait, value) -> {
                    if (!has(trait)) {
                        different.put(trait, new Difference.Values("", value));
                    }
                });
        return different;
    }
}
