package dev.godwit.postgres.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private static TestPostgres target;

    @BeforeAll
    static void open() throws SQLException {
        target = TestPostgres.open();
        target.sql(
                "create table t (id bigint primary key, a text default 'x', constraint short check (length(a) < 10))",
                "create index t_a_idx on t (lower(a))",
                "create function touch() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger touches before update on t for each row execute function touch()");
    }

    @AfterAll
    static void close() {
        target.close();
    }

    private static String kept(long run, String kind) throws SQLException {
        return target.text(
                "select definition from godwit.snapshot where run = %d and relation = 't' and kind = '%s'"
                        .formatted(run, kind));
    }

    @Test
    void keepsWhatTheTablesLookedLikeWhenItWasFirstTaken() throws Exception {
        long run = target.run(List.of(new QualifiedName("public", "t")));
        String note = new Snapshots(target.database()).take(run);
        assertThat(note).contains("1 table kept", "restore point \"godwit " + run + "\"");
        assertThat(kept(run, "definition"))
                .contains("'x'::text", "length(a) < 10", "CREATE INDEX t_a_idx", "lower(a)");
        assertThat(kept(run, "triggers")).contains("CREATE TRIGGER touches BEFORE UPDATE");

        String before = kept(run, "definition");
        target.sql("alter table t add column later text");
        assertThat(new Snapshots(target.database()).take(run)).doesNotContain("restore point");
        assertThat(kept(run, "definition")).isEqualTo(before);
        assertThat(target.lines(run, "snapshot.taken")).isOne();
    }
}
