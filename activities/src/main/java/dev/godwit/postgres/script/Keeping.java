package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.Save.Kind;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.snapshot.Manifest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies values in the transaction that takes them away. A table whose rows are copied is locked
 * against writers first, or the rows themselves are, so that nothing is taken away that was not
 * copied.
 */
final class Keeping {

    private static final String OTHERS = "GW-733";

    private final StepContext step;
    private final Map<Save, Kept> kept = new HashMap<>();

    Keeping(StepContext step) {
        this.step = step;
    }

    /** A try begins: what the one before it kept is undone. */
    void begin() {
        kept.clear();
    }

    /** Right before the statement. */
    void before(Connection connection, Save save) throws SQLException {
        Optional<Kept> found = Kept.find(connection, save);
        if (found.isEmpty() || !found.get().has()) {
            return; // the statement says so itself, or has an IF EXISTS
        }
        Kept here = found.get();
        Optional<Problem> problem = Keepable.problem(connection, here, step.runName());
        if (problem.isPresent()) {
            throw new EngineFailure(EngineFailure.Kind.PERMANENT, problem.get(), null);
        }
        makeRoom(connection, here);
        for (String sql : texts(here, save.rows().isEmpty())) {
            Kept.execute(connection, sql);
        }
        kept.put(save, here);
    }

    /**
     * The same for a transaction of somebody else: statements to be run there before what takes the
     * values away. The whole table is locked, because nobody will compare how many rows it was.
     */
    List<String> elsewhere(Connection connection, Save save) throws SQLException {
        Optional<Kept> found = Kept.find(connection, save);
        if (found.isEmpty() || !found.get().has()) {
            return List.of();
        }
        Optional<Problem> problem = Keepable.problem(connection, found.get(), step.runName());
        if (problem.isPresent()) {
            throw new EngineFailure(EngineFailure.Kind.PERMANENT, problem.get(), null);
        }
        makeRoom(connection, found.get());
        return texts(found.get(), true);
    }

    /** And what is to be run there afterwards. */
    List<String> elsewhereAfter(Connection connection, Save save) throws SQLException {
        Optional<Kept> found = Kept.find(connection, save);
        return found.isEmpty() || !found.get().has() || !compared(save)
                ? List.of()
                : List.of(after(found.get()));
    }

    private static List<String> texts(Kept here, boolean whole) {
        List<String> texts = new ArrayList<>();
        if (whole) {
            texts.add("lock table %s in share row exclusive mode".formatted(here.table().sql()));
        }
        texts.add("create table %s as %s".formatted(here.copy().sql(), query(here)));
        if (!here.key().isEmpty()) {
            texts.add(
                    "alter table %s add primary key (%s)"
                            .formatted(here.copy().sql(), here.keyAnd(List.of())));
        }
        return texts;
    }

    private static boolean compared(Save save) {
        return save.kind() == Kind.TYPE || save.kind() == Kind.VALUES;
    }

    private static String after(Kept here) {
        return "create table %s as select %s from %s t where exists (select from %s s where %s)"
                .formatted(
                        here.after().sql(),
                        here.keyAnd(here.save().columns()),
                        here.table().sql(),
                        here.copy().sql(),
                        here.sameKey("s", "t"));
    }

    /** An earlier run of this plan may have left something that its way back did not want. */
    private void makeRoom(Connection connection, Kept here) throws SQLException {
        for (QualifiedName earlier : List.of(here.copy(), here.after())) {
            if (Kept.exists(connection, earlier)) {
                String aside = Identifier.quote(earlier.name() + "_" + step.run());
                Kept.execute(
                        connection, "alter table %s rename to %s".formatted(earlier.sql(), aside));
                Manifest.moved(
                        connection,
                        earlier,
                        new QualifiedName(earlier.schema(), earlier.name() + "_" + step.run()));
            }
        }
    }

    /**
     * Right after it.
     *
     * @param rows that it touched
     * @throws EngineFailure when these are others than were kept
     */
    void after(Connection connection, Save save, long rows) throws SQLException {
        Kept here = kept.get(save);
        if (here == null) {
            return;
        }
        if (!save.rows().isEmpty() && rows != count(connection, here)) {
            throw new EngineFailure(EngineFailure.Kind.PERMANENT, others(here), null);
        }
        if (compared(save)) {
            Kept.execute(connection, after(here));
        }
    }

    private static String query(Kept here) {
        Save save = here.save();
        String all = here.table().sql();
        String rows = save.rows().isEmpty() ? "select * from " + all : save.rows();
        return switch (save.kind()) {
            case COLUMN ->
                    "select %s from %s where %s is not null"
                            .formatted(
                                    here.keyAnd(save.columns()),
                                    all,
                                    Identifier.quote(save.columns().getFirst()));
            case TYPE -> "select %s from %s".formatted(here.keyAnd(save.columns()), all);
            case VALUES ->
                    "select distinct on (%s) %s from (%s) r"
                            .formatted(here.keyAnd(List.of()), here.keyAnd(save.columns()), rows);
            case TABLE, ROWS ->
                    here.key().isEmpty() || save.rows().isEmpty()
                            ? rows
                            : "select distinct on (%s) * from (%s) r"
                                    .formatted(here.keyAnd(List.of()), rows);
        };
    }

    private static long count(Connection connection, Kept here) throws SQLException {
        return Rows.of(
                        connection,
                        "select count(*) from " + here.copy().sql(),
                        row -> row.getLong(1))
                .getFirst();
    }

    private Problem others(Kept here) {
        return new Problem(
                OTHERS,
                "%s: other rows were changed than were kept".formatted(here.save().words()),
                "run " + step.runName(),
                "somebody wrote between the two, or a trigger of %s keeps rows from being changed"
                        .formatted(here.table()),
                "godwit resume %s tries it again".formatted(step.runName()));
    }
}
