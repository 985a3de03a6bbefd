package dev.godwit.postgres.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writers that are in the middle of something while their table is copied. */
class CopyRacesTest {

    private static final String PLAN =
            """
            migration: proof
            backfill: { strategy: copy }
            operations: [ { alter_column: { table: items, column: price, type: bigint } } ]
            """;
    private static final int NOTED = 2;
    private static final int COPIED = 3;
    private static final int FOLLOWED = 5;
    private static final int COMPARED = 7;
    private static final int WAITED = 9;
    private static final int EXCHANGED = 10;

    @Test
    void whatIsWrittenBeforeItFollowsIsPutRight() throws Exception {
        try (TestPostgres target = items();
                Connection early = target.connect()) {
            Walk walk = begin(target);
            begin(early, "update items set price = 1 where id = 10");
            walk.upTo(NOTED, 1);
            early.commit();
            target.sql(
                    "update items set price = 2 where id = 9", "insert into items values (1009)");
            walk.upTo(COPIED, 1);
            assertThat(twin(target, "count(*)")).as("but 9, 10, 1009").isEqualTo("998");
            target.sql(
                    "delete from items where id = 7",
                    "update items set id = 1008 where id = 8",
                    "update items set price = 3 where id = 11");
            walk.upTo(FOLLOWED, 1);
            assertThat(copied(target)).isEqualTo("7,8");
            walk.upTo(COMPARED, 1);
            assertThat(copied(target)).isEqualTo("1008");
            assertThat(twin(target, "sum(price) filter (where id in (9, 10, 11))")).isEqualTo("6");
            assertThat(
                            target.text(
                                    "select string_agg(swept::text, ' ' order by step) from godwit.checkpoint"))
                    .as("9, 10, 11, 1008, 1009; 7, 8")
                    .isEqualTo("0 5 2");
            walk.upTo(EXCHANGED, 1);
            same(target);
            assertThat(walk.back(1)).isEmpty();
            assertThat(target.number("select count(*) from items")).isEqualTo(1000);
        }
    }

    @Test
    void aRowThatIsBeingWrittenAgainIsNotTakenOut() throws Exception {
        try (TestPostgres target = items();
                Connection writer = target.connect()) {
            Walk walk = begin(target);
            walk.upTo(COPIED, 1);
            target.sql(
                    "delete from items where id in (7, 8)",
                    "update items set price = 3 where id = 9");
            walk.upTo(FOLLOWED, 1);
            begin(writer, "insert into items values (7, 4)");
            run(writer, "update items set price = 5 where id = 9");
            Waiting waiting = Waiting.of(() -> walk.upTo(COMPARED, 1));
            assertThat(waiting.ended(Duration.ofSeconds(1))).as("it has ended").isFalse();
            writer.commit();
            waiting.end();
            assertThat(copied(target)).isEqualTo("7");
            assertThat(twin(target, "sum(price) filter (where id in (7, 9))")).isEqualTo("9");
            walk.upTo(EXCHANGED, 1);
            same(target);
        }
    }

    @Test
    void rowsThatWereCopiedTwiceAreThereOnce() throws Exception {
        try (TestPostgres target = items()) {
            Walk walk = begin(target);
            walk.upTo(COPIED, 1);
            target.sql(
                    "insert into %s select id, price + 1 from items where id < 10"
                            .formatted(quoted(target, "new")));
            walk.upTo(EXCHANGED, 1);
            same(target);
            assertThat(target.number("select count(*) from items")).isEqualTo(1000);
        }
    }

    @Test
    void aTransactionThatDoesNotSeeTheCopiedRowDeletesItAllTheSame() throws Exception {
        try (TestPostgres target = items();
                Connection old = target.connect()) {
            Walk walk = begin(target);
            walk.upTo(NOTED, 1);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            begin(old, "select count(*) from shops");
            walk.upTo(FOLLOWED, 1);
            run(old, "delete from items where id = 7");
            old.commit();
            walk.upTo(COMPARED, 1);
            assertThat(copied(target)).isEqualTo("7,8");
            walk.upTo(EXCHANGED, 1);
            same(target);
            assertThat(copied(target, "items")).isEqualTo("8");
        }
    }

    @Test
    void aTransactionOlderThanTheCopyIsWaitedFor() throws Exception {
        try (TestPostgres target = items();
                Connection old = target.connect()) {
            Walk walk = begin(target);
            walk.upTo(FOLLOWED, 1);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            begin(old, "select count(*) from shops");
            walk.upTo(WAITED - 1, 1);
            Waiting waiting = Waiting.of(() -> walk.upTo(WAITED, 1));
            assertThat(waiting.ended(Duration.ofSeconds(1))).as("it has ended").isFalse();
            assertThat(run(old, "select count(*) from items")).isEqualTo(1000);
            old.commit();
            waiting.end();
            walk.upTo(EXCHANGED, 1);
            same(target);
        }
    }

    @Test
    void aTableThatIsEmptiedIsCopiedAsItIs() throws Exception {
        try (TestPostgres target = items()) {
            Walk walk = begin(target);
            walk.upTo(COPIED, 1);
            target.sql("truncate items", "insert into items values (5, 50)");
            walk.upTo(EXCHANGED, 1);
            target.sql(
                    "insert into items values (6, 60)",
                    "truncate items",
                    "insert into items values (7, 70)");
            walk.back(1);
            assertThat(target.text("select string_agg(id || ' ' || price, ',') from items"))
                    .isEqualTo("7 70");
        }
    }

    @Test
    void whatIsWrittenAfterContractIsGivenBack() throws Exception {
        try (TestPostgres target = items()) {
            Walk walk = begin(target);
            walk.toTheEnd();
            target.sql(
                    "delete from items where id = 7",
                    "update items set price = 5 where id = 8",
                    "insert into items values (2000, 1)");
            walk.back(1);
            assertThat(
                            target.text(
                                    "select string_agg(id || ' ' || price, ',' order by id) from items where id in (7, 8, 2000)"))
                    .isEqualTo("8 5,2000 1");
            assertThat(target.text("select pg_typeof(price)::text from items limit 1"))
                    .isEqualTo("integer");
        }
    }

    @Test
    void whatOthersHaveMadeOfTheNewTableIsNotLost() throws Exception {
        try (TestPostgres target = items()) {
            Walk walk = begin(target);
            walk.toTheEnd();
            target.sql(
                    "alter table items add column name text",
                    "create view names as select name from items");
            assertThatThrownBy(() -> walk.back(1))
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failure ->
                                    assertThat(failure.problem().because())
                                            .contains(
                                                    "items was changed: column name, view names"));
            assertThat(target.number("select count(name) + count(*) from items")).isEqualTo(1000);
        }
    }

    @Test
    void theNewTableIsHeldForTheRunAndWatched() throws Exception {
        try (TestPostgres target = items()) {
            Walk walk = begin(target);
            walk.upTo(EXCHANGED, 1);
            assertThat(
                            target.number(
                                    "select count(*) from godwit.table_lock l where l.relation_oid = 'items'::regclass"))
                    .isOne();
            target.sql("alter table items add column name text");
            assertThatThrownBy(() -> walk.toTheEnd()).hasMessageContaining("somebody else changed");
        }
    }

    /** Work that may have to wait for somebody. */
    private record Waiting(Thread thread, AtomicReference<@Nullable Exception> failure) {

        interface Work {
            void run() throws Exception;
        }

        static Waiting of(Work work) {
            AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
            Thread thread =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            work.run();
                                        } catch (Exception broken) {
                                            failure.set(broken);
                                        }
                                    });
            return new Waiting(thread, failure);
        }

        boolean ended(Duration within) throws InterruptedException {
            return thread.join(within);
        }

        void end() throws InterruptedException {
            thread.join();
            assertThat(failure.get()).isNull();
        }
    }

    private static TestPostgres items() throws Exception {
        TestPostgres target = TestPostgres.open();
        target.sql(
                "create table shops (id int)",
                "create table items (id int primary key, price int)",
                "insert into items select i, i * 10 from generate_series(1, 1000) i");
        return target;
    }

    private static Walk begin(TestPostgres target) throws Exception {
        return Walk.begin(target.database(), new StateSchema(target.direct()), PLAN);
    }

    private static void begin(Connection connection, String sql) throws Exception {
        connection.setAutoCommit(false);
        run(connection, sql);
    }

    private static long run(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static String copied(TestPostgres target) throws Exception {
        return copied(target, quoted(target, "new"));
    }

    private static String copied(TestPostgres target, String table) throws Exception {
        return target.text(
                "select coalesce(string_agg(id::text, ',' order by id), '') from %s where id in (7, 8, 1008)"
                        .formatted(table));
    }

    private static String twin(TestPostgres target, String what) throws Exception {
        return target.text("select %s from %s".formatted(what, quoted(target, "new")));
    }

    private static void same(TestPostgres target) throws Exception {
        assertThat(
                        target.number(
                                "select count(*) from items n full join %s o using (id) where n.price is distinct from o.price"
                                        .formatted(quoted(target, "old"))))
                .isZero();
    }

    private static String quoted(TestPostgres target, String what) throws Exception {
        return target.text(
                "select quote_ident(relname) from pg_class where relkind = 'r' and relname ~ '^_godwit_.*_%s$'"
                        .formatted(what));
    }
}
