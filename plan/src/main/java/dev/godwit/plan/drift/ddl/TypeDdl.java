package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Enums, domains and composite types. */
final class TypeDdl implements Ddl {

    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    @Override
    public List<String> create(CatalogObject type, Catalog catalog) {
        String name = type.sql();
        if (type.has("labels")) {
            return List.of("create type %s as enum (%s)".formatted(name, type.trait("labels")));
        }
        if (type.has("fields")) {
            return List.of("create type %s as (%s)".formatted(name, type.trait("fields")));
        }
        StringBuilder create =
                new StringBuilder("create domain %s as %s".formatted(name, type.trait("type")));
        if (type.has("default")) {
            create.append(" default ").append(type.trait("default"));
        }
        if (type.has("not null")) {
            create.append(" not null");
        }
        if (type.has("checks")) {
            create.append(' ').append(type.trait("checks"));
        }
        return List.of(create.toString());
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        if (is.has("labels") && should.has("labels")) {
            List<String> old = labels(is);
            List<String> all = labels(should);
            return Optional.of(
                    all.stream().filter(old::contains).toList().equals(old)
                            ? added(should, old, all)
                            : swapped(should, catalog));
        }
        if (is.has("fields") || should.has("fields") || is.has("labels") || should.has("labels")) {
            return Optional.of(List.of("-- by hand: the type %s differs".formatted(should.sql())));
        }
        return Optional.of(swapped(should, catalog));
    }

    @Override
    public List<String> drop(CatalogObject type, Catalog catalog) {
        return List.of("drop type " + type.sql());
    }

    private static List<String> added(CatalogObject type, List<String> old, List<String> all) {
        List<String> statements = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            if (!old.contains(all.get(at))) {
                String place = at == 0 ? " before " + old.getFirst() : " after " + all.get(at - 1);
                statements.add(
                        "alter type %s add value %s%s".formatted(type.sql(), all.get(at), place));
            }
        }
        return statements;
    }

    /** A label cannot be dropped, and a domain's type cannot be changed: its columns move over. */
    private List<String> swapped(CatalogObject type, Catalog catalog) {
        String aside = type.name() + "_replaced";
        List<String> statements = new ArrayList<>();
        statements.add("alter type %s rename to %s".formatted(type.sql(), Identifier.quote(aside)));
        statements.addAll(create(type, catalog));
        for (CatalogObject column : catalog.objects()) {
            if (!column.needs().contains(type.id()) || !column.has("type")) {
                continue;
            }
            String alter =
                    "alter table %s alter column %s"
                            .formatted(catalog.whole(column).sql(), column.sql());
            if (column.has("default")) {
                statements.add(alter + " drop default");
            }
            statements.add(
                    "%s type %s using %s::text::%s"
                            .formatted(
                                    alter,
                                    column.trait("type"),
                                    column.sql(),
                                    column.trait("type")));
            if (column.has("default")) {
                statements.add(alter + " set default " + column.trait("default"));
            }
        }
        statements.add("drop type " + Identifier.quote(type.schema(), aside));
        return statements;
    }

    private static List<String> labels(CatalogObject type) {
        return LABEL.matcher(type.trait("labels")).results().map(label -> label.group()).toList();
    }
}
