package dev.godwit.plan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

    private static Changes of(String... script) throws Exception {
        return Changes.of(new Work.RunSql(List.of(script)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alter table shop.users add mail text      | ALTER TABLE shop.users  |                   |
                    create index on users (name)              | CREATE INDEX on users   |                   |
                    drop table users                          | DROP TABLE              |                   |
                    create type mood as enum ('ok')           | CREATE ENUM             |                   |
                    update users set name = upper(name)       |                         | UPDATE users      |
                    insert into users values (1)              |                         | INSERT INTO users |
                    truncate users                            |                         | TRUNCATE          |
                    with gone as (delete from users returning 1) select 1 from gone | | SELECT with DELETE |
                    do 'begin end'                            |                         |                   | DO
                    select setval('s', 1)                     |                         |                   | SELECT of a function
                    select 1                                  |                         |                   |
                    set local work_mem = '1MB'                |                         |                   |
                    comment on table users is 'x'             |                         |                   |
                    """)
    void saysWhatAStatementChanges(String statement, String schema, String rows, String unseen)
            throws Exception {
        assertThat(of(statement))
                .isEqualTo(
                        new Changes(
                                schema == null ? "" : schema,
                                rows == null ? "" : rows,
                                unseen == null ? "" : unseen));
    }

    @Test
    void namesTheFirstOfEachWhereBothAreDone() throws Exception {
        Changes changes =
                of("alter table users add mail text", "update users set mail = ''", "drop view v");
        assertThat(changes.mixed()).isTrue();
        assertThat(changes).isEqualTo(new Changes("ALTER TABLE users", "UPDATE users", ""));
    }

    @Test
    void rowsOfATableThatTheScriptMakesBelongToTheSchema() throws Exception {
        assertThat(of("create table kinds (name text)", "insert into kinds values ('a')").mixed())
                .isFalse();
        assertThat(
                        of(
                                        "create table if not exists kinds (name text)",
                                        "insert into kinds values ('a')")
                                .mixed())
                .isTrue();
    }
}
