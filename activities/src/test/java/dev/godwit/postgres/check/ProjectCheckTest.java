package dev.godwit.postgres.check;

import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.check.Line.Verdict;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectCheckTest {

    private static final String USERS =
            """
            create type mood as enum ('sad', 'ok');
            create table teams (id uuid primary key, name varchar(5) not null, tags text[] not null);
            create table users (
              id bigint generated always as identity primary key, team uuid not null references teams,
              name text not null unique, feels mood not null, born date, data jsonb not null);
            -- down
            drop table users; drop table teams; drop type mood;
            """;

    private final Map<String, String> files = new TreeMap<>();
    private TestPostgres target;

    @BeforeEach
    void open() throws SQLException {
        target = TestPostgres.empty();
        files.put("1_users.sql", USERS);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private Checked check(String keys, boolean all) throws SQLException {
        String text = "kind: sql\nproject: x\n" + keys;
        return new ProjectCheck(
                        target.database(),
                        target.scratches("postgres"),
                        (file, attempt) ->
                                new ScriptFolders.Files(
                                        "db", PlanKind.SQL, files, Map.of(), List.of()),
                        UNATTENDED)
                .run(
                        Objects.requireNonNull(MigrationsReader.read("check", text).plan()),
                        "shop",
                        all);
    }

    private static Line line(Checked checked, String subject) {
        return checked.lines().stream()
                .filter(one -> one.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(checked.toString()));
    }

    @Test
    void triesEverythingForthAndBackWithRows() throws Exception {
        files.put(
                "2_born.sql",
                "alter table users drop column born;\n-- down\nalter table users add born date;");
        files.put("3_index.sql", "create index concurrently users_name on users (name, feels);");
        files.put("4_found.sql", "alter table teams drop column tags;");
        Checked checked = check("", false);
        assertThat(checked.lines())
                .as(checked.toString())
                .extracting(Line::verdict)
                .containsOnly(Verdict.PASSED);
        assertThat(line(checked, "against shop").words())
                .startsWith("0 applied")
                .endsWith("pending: 1_users, 2_born, 3_index, 4_found");
        assertThat(line(checked, "4_found").words()).contains("40 rows in 2 tables kept");
    }

    @Test
    void findsAWayBackThatLeavesSomethingOrLosesRows() throws Exception {
        files.put(
                "2_more.sql",
                "alter table users add if not exists a int, add if not exists b int;\n-- down\nalter table users drop column a;");
        files.put(
                "3_quiet.sql",
                "create table note (id int);\n-- down\ndrop table note; delete from users where id < 3;");
        Checked checked = check("", false);
        assertThat(line(checked, "2_more").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(line(checked, "2_more").words()).contains("column b of");
        assertThat(line(checked, "3_quiet").words()).contains("other rows in users");
    }

    @Test
    void saysWhatHasNoWayBackAndGoesOn() throws Exception {
        files.put("2_seed.sql", "insert into teams values (gen_random_uuid(), 'a', '{}');");
        files.put("3_more.sql", "create table more ();\n-- down\ndrop table more;");
        Checked checked = check("", false);
        assertThat(line(checked, "2_seed").words()).startsWith("GW-710");
        assertThat(line(checked, "3_more").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(line(check("irreversible: [2_seed]\n", false), "2_seed").verdict())
                .isEqualTo(Verdict.NOT_SHOWN);
    }

    @Test
    void stopsAtOneThatFails() throws Exception {
        files.put("2_wrong.sql", "alter table nobody add a int;\n-- down\nselect 1;");
        files.put("3_more.sql", "create table more ();\n-- down\ndrop table more;");
        Checked checked = check("", false);
        assertThat(line(checked, "2_wrong").words()).contains("nobody");
        assertThat(line(checked, "those after it").verdict()).isEqualTo(Verdict.NOT_SHOWN);
    }

    @Test
    void triesWhatIsPendingInADatabaseLikeTheTarget() throws Exception {
        Trial shop =
                new Trial(
                        target.direct(),
                        (file, attempt) ->
                                new ScriptFolders.Files(
                                        "db", PlanKind.SQL, files, Map.of(), List.of()),
                        target.scratches("postgres"),
                        UNATTENDED);
        shop.apply(shop.start("kind: sql\nproject: x\n"));
        target.sql("alter table users add hotfix int");
        files.put(
                "2_hotfix.sql",
                "alter table users drop column hotfix;\n-- down\nalter table users add hotfix int;");
        Checked pending = check("", false);
        assertThat(pending.lines()).extracting(Line::verdict).containsOnly(Verdict.PASSED);
        assertThat(pending.lines())
                .extracting(Line::subject)
                .containsExactly("against shop", "2_hotfix");
        assertThat(line(check("", true), "2_hotfix").verdict()).isEqualTo(Verdict.FAILED);
        files.put("1_users.sql", USERS.replace("born date", "born text"));
        assertThat(check("", false).problems()).extracting("code").containsExactly("GW-720");
    }
}
