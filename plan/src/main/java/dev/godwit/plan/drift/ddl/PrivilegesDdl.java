package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.drift.Kind;
import dev.godwit.plan.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a role other than the owner may do with an object. What PostgreSQL gives to PUBLIC by itself
 * (EXECUTE of functions, USAGE of types) is listed where it was taken away.
 */
final class PrivilegesDdl implements Ddl {

    private static final String PUBLIC = "PUBLIC";

    @Override
    public List<String> create(CatalogObject privileges, Catalog catalog) {
        List<String> statements = new ArrayList<>();
        if (privileges.has("taken")) {
            statements.add(change("revoke", privileges, "taken", catalog));
        }
        if (privileges.has("may")) {
            statements.add(change("grant", privileges, "may", catalog));
        }
        if (privileges.has("may pass on")) {
            statements.add(
                    change("grant", privileges, "may pass on", catalog) + " with grant option");
        }
        return statements;
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        List<String> statements = new ArrayList<>(drop(is, catalog));
        statements.addAll(create(should, catalog));
        return Optional.of(statements);
    }

    @Override
    public List<String> drop(CatalogObject privileges, Catalog catalog) {
        List<String> statements = new ArrayList<>();
        if (privileges.has("taken")) {
            statements.add(change("grant", privileges, "taken", catalog));
        }
        for (String trait : List.of("may", "may pass on")) {
            if (privileges.has(trait)) {
                statements.add(change("revoke", privileges, trait, catalog));
            }
        }
        return statements;
    }

    private static String change(
            String verb, CatalogObject privileges, String trait, Catalog catalog) {
        CatalogObject on = catalog.whole(privileges);
        String role =
                privileges.name().equals(PUBLIC) ? "public" : Identifier.quote(privileges.name());
        return "%s %s %s %s %s"
                .formatted(
                        verb,
                        privileges(privileges.trait(trait), on),
                        object(on, catalog),
                        verb.equals("grant") ? "to" : "from",
                        role);
    }

    private static String privileges(String names, CatalogObject on) {
        return on.kind() == Kind.COLUMN
                ? String.join(
                        ", ",
                        List.of(names.split(", ")).stream()
                                .map(name -> name + " (" + on.sql() + ")")
                                .toList())
                : names;
    }

    private static String object(CatalogObject on, Catalog catalog) {
        return switch (on.kind()) {
            case COLUMN -> "on table " + catalog.whole(on).sql();
            case VIEW, MATERIALIZED_VIEW -> "on table " + on.sql();
            default -> "on " + Ddl.called(on, catalog);
        };
    }
}
