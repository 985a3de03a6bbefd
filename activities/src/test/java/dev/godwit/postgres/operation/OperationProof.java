package dev.godwit.postgres.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.godwit.plan.step.Stage;
import dev.godwit.postgres.SchemaDump;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a plan every way there is, and judges what comes of it: back from any step, each step
 * twice, again after that, back when it is done, broken off at any statement and any commit, on
 * tables without a row, and under an application of which both versions write all the time. Judged
 * by pg_dump, by all rows, and by the application's own count.
 *
 * <p>{@code -Dgodwit.points} says from how many steps it is taken back, and at how many points it
 * is broken off, or {@code all}; which they are follows from {@code -Dgodwit.seed}. {@code
 * -Dgodwit.rows} says how many rows {@code generate_series(1, n)} makes for it, instead of n.
 */
public final class OperationProof {

    private static final int WRITES = 40;
    private static final String POINTS = System.getProperty("godwit.points", "1");
    private static final boolean ALL = POINTS.equals("all");

    /** Not in CI: from the very beginning, and under traffic from every stage. */
    private static final boolean MORE = !POINTS.equals("1");

    private static final int LAST = Integer.MAX_VALUE;
    private static final @Nullable String ROWS = System.getProperty("godwit.rows");
    private static final String SERIES = "generate_series\\(1, \\d+\\)";
    private static final String EMPTIED =
            "select coalesce(string_agg(format('truncate %I.%I cascade', n.nspname, c.relname), '; '), 'select')"
                    + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'godwit')";

    private final String plan;
    private final List<String> given = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final Map<String, String> results = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> stays = new ArrayList<>();
    private boolean exact = true;
    private int oldest;
    private boolean returns = true;
    private boolean changes = true;

    private OperationProof(String plan) {
        this.plan = plan;
    }

    /** Of a plan. */
    public static OperationProof of(String plan) {
        SchemaDump.needed();
        return new OperationProof("migration: proof\n" + plan);
    }

    /** What the database holds beforehand. */
    public OperationProof given(String... statements) {
        for (String statement : statements) {
            given.add(
                    ROWS == null
                            ? statement
                            : statement.replaceAll(SERIES, "generate_series(1, " + ROWS + ")"));
        }
        return this;
    }

    /** What the running code writes; {@code %1$d} is a number, new in every round. */
    public OperationProof before(String... statements) {
        before.addAll(List.of(statements));
        return this;
    }

    /** What the new code writes, once it may. */
    public OperationProof after(String... statements) {
        after.addAll(List.of(statements));
        return this;
    }

    /** What a query says when the run is done and nobody has written. */
    public OperationProof results(String query, String answer) {
        results.put(query, answer);
        return this;
    }

    /** A query that must find nothing when the run is done, whoever has written. */
    public OperationProof never(String query) {
        wrong.add(query);
        return this;
    }

    /** A rollback after contract brings columns back at the end of their table. */
    public OperationProof orderMayDiffer() {
        exact = false;
        return this;
    }

    /**
     * What a rollback cannot take away, as statements that would do the same; said beforehand among
     * its losses.
     */
    public OperationProof stays(String... statements) {
        stays.addAll(List.of(statements));
        return this;
    }

    /** Skipped, and said so, on an older PostgreSQL. */
    public OperationProof since(int major) {
        oldest = major;
        return this;
    }

    /** It changes no definition and no row of a table; {@link #results} says what it does. */
    public OperationProof changesNeitherSchemaNorRows() {
        changes = false;
        return this;
    }

    /** Rows of new code keep the way back from being taken, which is said beforehand. */
    public OperationProof newRowsKeepItFromReturning() {
        returns = false;
        return this;
    }

    /** How it is beforehand, and how it is when all is taken back that can be. */
    private record Before(Contents whole, Contents stayed) {
        /**
         * @param losses that were said when it was taken back
         */
        Contents after(List<String> losses) {
            return losses.isEmpty() ? whole : stayed;
        }
    }

    /** Judges. */
    public void judge() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            int server = Integer.parseInt(target.text("show server_version_num")) / 10_000;
            assumeTrue(server >= oldest, "PostgreSQL " + oldest + " is needed for this plan");
            target.sql(given.toArray(String[]::new));
            Contents whole = Contents.of(target);
            target.rest();
            judge(target.name(), whole);
        }
    }

    private void judge(String source, Contents whole) throws Exception {
        Before was = new Before(whole, stays.isEmpty() ? whole : stayed(source));
        Contents becomes = straight(source, was);
        backFromTheSteps(source, was, becomes);
        brokenOff(source, was, becomes);
        withoutRows(source);
        underTraffic(source, was);
    }

    private Contents stayed(String source) throws Exception {
        try (TestPostgres target = TestPostgres.copyOf(source)) {
            target.sql(stays.toArray(String[]::new));
            return Contents.of(target);
        }
    }

    private Contents straight(String source, Before was) throws Exception {
        try (TestPostgres target = TestPostgres.copyOf(source)) {
            Walk walk = begin(target, target.database());
            walk.toTheEnd();
            holds(target);
            for (Map.Entry<String, String> result : results.entrySet()) {
                if (ROWS != null) {
                    break; // they speak of the number of rows that the test says
                }
                assertThat(target.text(result.getKey()))
                        .as(result.getKey())
                        .isEqualTo(result.getValue());
            }
            Contents becomes = Contents.of(target);
            if (changes) {
                assertThat(becomes).as("something has changed").isNotEqualTo(was.whole());
            }
            List<String> losses = walk.back(1);
            same(target, was.after(losses), "taken back when it was done", exact);
            return becomes;
        }
    }

    private void backFromTheSteps(String source, Before was, Contents becomes) throws Exception {
        int last = backFrom(LAST, source, was, becomes);
        for (int step : chosen(last)) {
            backFrom(step, source, was, becomes);
        }
        if (MORE) {
            backFrom(0, source, was, becomes);
        }
    }

    /** Each step and each undo twice. @return how many steps there are */
    private int backFrom(int wanted, String source, Before was, Contents becomes) throws Exception {
        try (TestPostgres target = TestPostgres.copyOf(source)) {
            Walk walk = begin(target, target.database());
            int last = walk.steps().size();
            int step = Math.min(wanted, last);
            walk.upTo(step, 2);
            boolean contract = step > 0 && walk.steps().get(step - 1).stage() == Stage.CONTRACT;
            List<String> losses = walk.back(2);
            same(target, was.after(losses), "taken back after step " + step, exact || !contract);
            if (step == last || ALL) {
                walk.anew(plan).toTheEnd();
                same(target, becomes, "again after step " + step, exact || !contract);
            }
            return last;
        }
    }

    private void brokenOff(String source, Before was, Contents becomes) throws Exception {
        int points = brokenOff(source, was, becomes, Integer.MAX_VALUE);
        for (int point : chosen(points)) {
            try {
                brokenOff(source, was, becomes, point);
            } catch (Exception failure) {
                throw new AssertionError("broken off at point " + point, failure);
            }
        }
    }

    /** Broken off at that point on the way forth, and at that point on the way back. */
    private int brokenOff(String source, Before was, Contents becomes, int point) throws Exception {
        try (TestPostgres target = TestPostgres.copyOf(source)) {
            Faults faults = new Faults(target.direct());
            Database database =
                    new Database(faults.on(target.pooled()), faults.on(target.direct()));
            faults.next(point);
            Walk walk = begin(target, database);
            walk.toTheEnd();
            int forth = faults.points();
            same(target, becomes, "broken off at point %d forth".formatted(point), true);
            faults.next(point);
            List<String> losses = walk.back(1);
            same(target, was.after(losses), "broken off at point %d back".formatted(point), exact);
            return Math.max(forth, faults.points());
        }
    }

    private void withoutRows(String source) throws Exception {
        try (TestPostgres target = TestPostgres.copyOf(source)) {
            target.sql(target.text(EMPTIED));
            Contents empty = Contents.of(target);
            Walk walk = begin(target, target.database());
            walk.toTheEnd();
            List<String> losses = walk.back(1);
            if (losses.isEmpty() || stays.isEmpty()) {
                same(target, empty, "taken back on empty tables", exact);
            }
        }
    }

    /** Some of the numbers from 1, the same ones for the same seed, or all. */
    private List<Integer> chosen(int of) {
        SortedSet<Integer> chosen = new TreeSet<>();
        Random random = new Random(Long.getLong("godwit.seed", 42) + plan.hashCode());
        for (int i = 1; i <= (ALL ? of : Integer.parseInt(POINTS)); i++) {
            chosen.add(ALL ? i : 1 + random.nextInt(of));
        }
        return List.copyOf(chosen);
    }

    /** Both versions write until contract, the new one from then on; back, only the old one. */
    private void underTraffic(String source, Before was) throws Exception {
        for (Stage last : ends()) {
            try (TestPostgres target = TestPostgres.copyOf(source);
                    Application old = new Application(target, before)) {
                old.goOn(WRITES);
                Walk walk = begin(target, target.database());
                walk.through(last == Stage.APPLY ? last : Stage.CONSTRAIN);
                old.goOn(WRITES);
                if (last != Stage.APPLY) {
                    bothWrite(target, walk, old, last == Stage.CONTRACT);
                }
                if (last == Stage.APPLY || returns) {
                    back(target, walk, was, last);
                }
                old.stop();
            }
        }
    }

    /** Where the run is taken back under traffic. */
    private List<Stage> ends() {
        List<Stage> ends = List.of(Stage.APPLY, Stage.CONSTRAIN, Stage.CONTRACT);
        int one = Math.floorMod(plan.hashCode(), 2);
        return MORE ? ends : List.of(ends.get(one), Stage.CONTRACT);
    }

    private void bothWrite(TestPostgres target, Walk walk, Application old, boolean contract)
            throws Exception {
        try (Application now = new Application(target, after)) {
            now.goOn(WRITES);
            old.goOn(WRITES);
            old.stop();
            if (contract) {
                walk.toTheEnd();
                now.goOn(WRITES);
            }
            now.stop();
        }
        holds(target);
    }

    private void back(TestPostgres target, Walk walk, Before was, Stage last) throws Exception {
        List<String> losses = walk.back(1);
        try (Application again = new Application(target, before)) {
            again.goOn(WRITES);
            again.stop();
        }
        Contents now = new Contents(SchemaDump.of(target), "");
        Contents expected = new Contents(was.after(losses).schema(), "");
        boolean same = exact || last != Stage.CONTRACT;
        assertThat(same ? now : now.inAnyOrder())
                .as("taken back from %s under traffic", last)
                .isEqualTo(same ? expected : expected.inAnyOrder());
    }

    private Walk begin(TestPostgres target, Database database) throws Exception {
        return Walk.begin(database, new StateSchema(target.direct()), plan);
    }

    private void holds(TestPostgres target) throws Exception {
        for (String query : wrong) {
            assertThat(target.texts(query)).as(query).isEmpty();
        }
    }

    private static void same(TestPostgres target, Contents expected, String when, boolean exact)
            throws Exception {
        Contents now = Contents.of(target);
        assertThat(exact ? now : now.inAnyOrder())
                .as(when)
                .isEqualTo(exact ? expected : expected.inAnyOrder());
    }
}
