package dev.godwit.postgres.fill.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.TestPostgres;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassesTest {

    private TestPostgres target;

    @BeforeEach
    void open() throws Exception {
        target = TestPostgres.empty();
        target.sql(
                "create table t (id int, a text, b text, c text, d text) with (autovacuum_enabled = off)",
                "insert into t select i, 'a', repeat('b', 100) from generate_series(1, 20000) i");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void areFourUnlessTheyAreOfNoUse() throws Exception {
        assertThat(passes("a")).as("never analysed").isEqualTo(4);
        target.sql("analyze t");
        assertThat(passes("a")).isEqualTo(4);
        target.sql(
                "create index on t (id, a)",
                "create index on t (lower(c))",
                "create index on t (id) where d = 'x'");
        assertThat(passes("a")).as("of an index").isEqualTo(1);
        assertThat(passes("b", "c")).as("of an expression").isEqualTo(1);
        assertThat(passes("d")).as("of a predicate").isEqualTo(1);
        assertThat(passes("b")).isEqualTo(4);
        target.sql("alter table t set (fillfactor = 50)");
        assertThat(passes("b")).as("pages have room").isEqualTo(1);
    }

    @Test
    void areNoMoreThanRowsOnAPage() throws Exception {
        target.sql(
                "alter table t alter b set storage plain",
                "update t set b = repeat('b', 2500) where id % 20 = 0",
                "delete from t where id % 20 > 0",
                "vacuum (full, analyze) t");
        assertThat(passes("a")).isEqualTo(2);
        target.sql("truncate t", "insert into t values (1, 'a')", "analyze t");
        assertThat(passes("a")).as("a small table").isEqualTo(1);
    }

    private int passes(String... columns) throws Exception {
        try (Connection connection = target.connect()) {
            return Passes.of(connection, new QualifiedName("public", "t"), List.of(columns))
                    .count();
        }
    }
}
