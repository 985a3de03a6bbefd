package dev.godwit.plan.drift;

import dev.godwit.plan.drift.ddl.ColumnDdl;
import dev.godwit.plan.drift.ddl.Ddl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The SQL that would make one catalog the other. What holds no data and is in the way goes first;
 * then everything is made or changed in the order of what it needs; what holds data, and what it
 * needed, is dropped last.
 */
public final class Reconciliation {

    /** Dropped last: they hold data, or are what columns are made of. */
    private static final Set<Kind> HEAVY =
            EnumSet.of(
                    Kind.EXTENSION,
                    Kind.SCHEMA,
                    Kind.TYPE,
                    Kind.SEQUENCE,
                    Kind.FUNCTION,
                    Kind.TABLE,
                    Kind.COLUMN);

    /** Wait for data that comes back. A primary key does not: data is found by it. */
    private static final Set<Kind> LATE =
            EnumSet.of(
                    Kind.INDEX,
                    Kind.CONSTRAINT,
                    Kind.TRIGGER,
                    Kind.RULE,
                    Kind.POLICY,
                    Kind.MATERIALIZED_VIEW);

    private final Catalog is;
    private final Catalog should;
    private final Back back;
    private final List<CatalogObject> backwards;
    private final List<Proposed> proposed = new ArrayList<>();
    private final Set<String> replaced = new LinkedHashSet<>();

    private Reconciliation(Catalog is, Catalog should, Back back) {
        this.is = is;
        this.should = should;
        this.back = back;
        this.backwards = Order.of(is).reversed();
    }

    /** The statements, in order; none when both are the same. */
    public static List<Proposed> of(Catalog is, Catalog should) {
        return new Reconciliation(is, should, Back.NOT).all();
    }

    /**
     * The same for a database whose values are given back afterwards: a value that does not fit a
     * type any more is left out on the way.
     *
     * @param judges whether the server has {@code pg_input_is_valid}: PostgreSQL 16 and newer
     */
    static List<Proposed> back(Catalog is, Catalog should, boolean judges) {
        return new Reconciliation(is, should, judges ? Back.JUDGING : Back.CASTING).all();
    }

    /** Whether it is a way back, and whether the server can judge what fits a type. */
    private enum Back {
        NOT,
        CASTING,
        JUDGING
    }

    private List<Proposed> all() {
        findReplaced();
        clear();
        make();
        finish();
        drop();
        return proposed;
    }

    /** What cannot be changed into what it should be, and whatever stands on it. */
    private void findReplaced() {
        Set<String> retyped = new LinkedHashSet<>();
        for (CatalogObject object : is.objects()) {
            Optional<CatalogObject> wanted = should.find(object.id());
            if (wanted.isPresent() && !object.same(wanted.get())) {
                if (Ddl.of(object.kind()).alter(object, wanted.get(), should).isEmpty()) {
                    replaced.add(object.id());
                } else if (!object.trait("type").equals(wanted.get().trait("type"))) {
                    retyped.add(object.id());
                }
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (CatalogObject object : is.objects()) {
                if (!replaced.contains(object.id()) && standsInTheWay(object, retyped)) {
                    replaced.add(object.id());
                    more = true;
                }
            }
        }
    }

    private boolean standsInTheWay(CatalogObject object, Set<String> retyped) {
        if (replaced.contains(object.of())) {
            return true;
        }
        boolean light = !HEAVY.contains(object.kind());
        boolean computed = object.kind() == Kind.COLUMN && object.has("generated");
        boolean rebuilt = object.kind() == Kind.INDEX || object.kind() == Kind.CONSTRAINT;
        return object.needs().stream()
                .anyMatch(
                        need ->
                                (light || computed || object.kind() == Kind.FUNCTION)
                                                && replaced.contains(need)
                                        || (light && !rebuilt || computed)
                                                && retyped.contains(need));
    }

    /** Takes away what holds no data, is not wanted, or has to be made anew. */
    private void clear() {
        List<CatalogObject> gone = new ArrayList<>();
        for (CatalogObject object : backwards) {
            boolean wanted = should.has(object.id()) && !replaced.contains(object.id());
            boolean later = HEAVY.contains(object.kind()) && !replaced.contains(object.id());
            if (!wanted && !later && !goesWithIt(object)) {
                gone.add(object);
            }
        }
        for (CatalogObject object : is.objects()) {
            if (object.kind() == Kind.COLUMN
                    && object.has("default")
                    && !replaced.contains(object.id())
                    && object.needs().stream().anyMatch(replaced::contains)) {
                say(
                        object,
                        "alter table %s alter column %s drop default"
                                .formatted(is.whole(object).sql(), object.sql()),
                        false);
            }
        }
        for (CatalogObject object : gone) {
            Ddl.of(object.kind()).drop(object, is).forEach(sql -> say(object, sql, loses(object)));
        }
    }

    /** Whether it is dropped together with what it is part of; foreign keys hold tables. */
    private boolean goesWithIt(CatalogObject object) {
        return !object.of().isEmpty()
                && !object.trait("definition").startsWith("FOREIGN KEY")
                && (replaced.contains(object.of())
                        || (!should.has(object.of()) && is.has(object.of())));
    }

    private void make() {
        for (CatalogObject object : Order.of(should)) {
            Optional<CatalogObject> present =
                    is.find(object.id()).filter(old -> !replaced.contains(old.id()));
            Ddl ddl = Ddl.of(object.kind());
            if (present.isEmpty()) {
                if (object.kind() != Kind.COLUMN || is.has(object.of())) {
                    ddl.create(object, should).forEach(sql -> make(object, sql, false));
                }
            } else if (!present.get().same(object)) {
                boolean loses =
                        !present.get().trait("type").equals(object.trait("type"))
                                && !object.trait("type").equals("text");
                changes(present.get(), object, ddl)
                        .forEach(sql -> make(object, sql, loses && sql.contains(" type ")));
            } else if (object.kind() == Kind.COLUMN
                    && object.has("default")
                    && object.needs().stream().anyMatch(replaced::contains)) {
                say(
                        object,
                        "alter table %s alter column %s set default %s"
                                .formatted(
                                        should.whole(object).sql(),
                                        object.sql(),
                                        object.trait("default")),
                        false);
            }
        }
    }

    private List<String> changes(CatalogObject old, CatalogObject object, Ddl ddl) {
        boolean retyped = !old.trait("type").equals(object.trait("type"));
        return back == Back.JUDGING && retyped && object.kind() == Kind.COLUMN
                ? ColumnDdl.backTo(old, object, should)
                : ddl.alter(old, object, should).orElseThrow();
    }

    private void finish() {
        for (CatalogObject object : should.objects()) {
            Ddl ddl = Ddl.of(object.kind());
            List<String> wanted = ddl.finish(object, should);
            List<String> present =
                    is.find(object.id()).map(old -> ddl.finish(old, is)).orElse(List.of());
            if (!wanted.equals(present) && !(present.isEmpty() && plain(wanted))) {
                boolean late = object.kind() == Kind.TABLE; // its index is
                wanted.forEach(sql -> proposed.add(new Proposed(object.id(), sql, false, late)));
            }
        }
    }

    private static boolean plain(List<String> finish) {
        return finish.stream()
                .allMatch(sql -> sql.endsWith(" owned by none") || sql.endsWith(" default"));
    }

    private void drop() {
        for (CatalogObject object : backwards) {
            if (HEAVY.contains(object.kind())
                    && !should.has(object.id())
                    && !replaced.contains(object.id())
                    && !goesWithIt(object)) {
                Ddl.of(object.kind())
                        .drop(object, is)
                        .forEach(sql -> say(object, sql, loses(object)));
            }
        }
    }

    private static boolean loses(CatalogObject object) {
        return switch (object.kind()) {
            case TABLE, SEQUENCE, EXTENSION -> true;
            case COLUMN -> !object.has("generated");
            default -> false;
        };
    }

    private void say(CatalogObject object, String sql, boolean loses) {
        proposed.add(new Proposed(object.id(), sql, loses, false));
    }

    /** Something is there afterwards that was not there before. */
    private void make(CatalogObject object, String sql, boolean loses) {
        boolean key = object.trait("definition").startsWith("PRIMARY KEY");
        boolean late = LATE.contains(object.kind()) && !key || sql.endsWith(" set not null");
        boolean with =
                (object.kind() == Kind.COMMENT || object.kind() == Kind.PRIVILEGES)
                        && lateWhole(object);
        proposed.add(new Proposed(object.id(), sql, loses, late || with));
    }

    /** What is said of something that is late is late, too. */
    private boolean lateWhole(CatalogObject part) {
        return should.find(part.of()).filter(whole -> LATE.contains(whole.kind())).isPresent();
    }
}
