package dev.godwit.worker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.Target;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class TargetsTest {

    private static final Scope SCOPE = Scope.state("test");

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void opensATargetOfItsQueueAndCreatesTheStateSchemaThere() throws SQLException {
        try (Targets targets = targets(here("shop", "${ROLE}"))) {
            TargetAccess access = targets.ofQueue("shop").open("shop");
            access.state().upgrade();

            String tables =
                    access.database()
                            .inTransaction(
                                    SCOPE,
                                    connection ->
                                            one(
                                                    connection,
                                                    "select count(*) > 0 from godwit.run"
                                                            + " having true"));
            String session =
                    access.database()
                            .direct(SCOPE, connection -> one(connection, "select current_user"));
            assertThat(tables).isEqualTo("f");
            assertThat(session).isEqualTo("postgres");
            assertThat(targets.ofQueue("shop").open("shop")).isSameAs(access);
        }
    }

    @Test
    void aServerThatOnlyReadsIsTriedAgainOnANewConnection() throws SQLException {
        try (Targets targets = targets(here("shop", "${ROLE}"))) {
            Database database = targets.ofQueue("shop").open("shop").database();
            String before = database.inTransaction(SCOPE, TargetsTest::backend);
            SQLException failure =
                    catchThrowableOfType(
                            SQLException.class,
                            () ->
                                    database.transaction(
                                            SCOPE,
                                            connection -> {
                                                try (Statement statement =
                                                        connection.createStatement()) {
                                                    statement.execute("set transaction read only");
                                                    statement.execute("create table never ()");
                                                }
                                            }));
            assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.RETRY);
            assertThat(database.inTransaction(SCOPE, TargetsTest::backend)).isNotEqualTo(before);
        }
    }

    private static String backend(Connection connection) throws SQLException {
        return one(connection, "select pg_backend_pid()");
    }

    @Test
    void refusesATargetOfAnotherQueueAndAnUnknownOneForGood() {
        try (Targets targets = targets(here("shop", "postgres"))) {
            EngineFailure other =
                    catchThrowableOfType(
                            EngineFailure.class, () -> targets.ofQueue("other").open("shop"));
            EngineFailure unknown =
                    catchThrowableOfType(
                            EngineFailure.class, () -> targets.ofQueue("shop").open("shap"));

            assertThat(other.kind()).isEqualTo(EngineFailure.Kind.PERMANENT);
            assertThat(other).hasMessage("GW-416: target shop does not belong to queue other");
            assertThat(unknown.kind()).isEqualTo(EngineFailure.Kind.PERMANENT);
            assertThat(unknown).hasMessage("GW-415: this worker has no database target shap");
        }
    }

    @Test
    void aProjectIsNoDatabase() {
        Target project =
                new Target("core", null, null, null, null, "core", "", false, "git@x:c.git", null);
        try (Targets targets = targets(project)) {
            assertThat(targets.databases()).isEmpty();
        }
    }

    @Test
    void namesAMissingVariableAndJudgesAUrlOnceItsVariablesAreKnown() {
        Target late = target("late", "${URL}", "postgres", null);
        try (Targets targets = targets(here("shop", "${ABSENT}"), late)) {
            assertThatThrownBy(() -> targets.ofQueue("shop").open("shop"))
                    .isInstanceOf(EngineFailure.class)
                    .hasMessage("GW-410: the environment variable ABSENT is not set");
            assertThatThrownBy(() -> targets.ofQueue("late").open("late"))
                    .isInstanceOf(EngineFailure.class)
                    .hasMessage("GW-414: the url of target late cannot be used");
        }
    }

    @Test
    void aTargetThatIsDownOpensAndItsConnectionsFailAsWhatMayPass() {
        Target down = target("down", "jdbc:postgresql://127.0.0.1:1/x", "u", "hunter2");
        try (Targets targets = targets(down)) {
            TargetAccess access = targets.ofQueue("down").open("down");

            SQLException direct =
                    catchThrowableOfType(
                            SQLException.class,
                            () -> access.database().direct(SCOPE, connection -> true));

            assertThat(SqlFailure.of(direct)).isEqualTo(SqlFailure.RETRY);
            assertThat(new TargetHealth(down, targets).health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(new TargetHealth(down, targets).health().toString())
                    .contains("refused")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aClosedPoolIsAFailureThatMayPass() {
        Targets targets = targets(here("shop", "postgres"));
        TargetAccess access = targets.ofQueue("shop").open("shop");
        targets.close();

        SQLException failure =
                catchThrowableOfType(
                        SQLException.class,
                        () -> access.database().inTransaction(SCOPE, connection -> true));

        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.RETRY);
    }

    @Test
    void exceptionsHoldNoDetailOfRows() {
        try (Targets targets = targets(here("shop", "postgres"))) {
            TargetAccess access = targets.ofQueue("shop").open("shop");

            assertThatThrownBy(
                            () ->
                                    access.database()
                                            .inTransaction(
                                                    SCOPE,
                                                    connection ->
                                                            one(
                                                                    connection,
                                                                    """
                                                                    create temp table t (v text unique);
                                                                    insert into t values ('row value');
                                                                    insert into t values ('row value')\
                                                                    """)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("t_v_key")
                    .hasMessageNotContaining("row value");
        }
    }

    @Test
    void triesThingsOutBesideATargetOrWhereItIsTold() throws Exception {
        Target shop = here("shop", "postgres");
        try (Targets targets = targets(shop, guarded("prod", "shop"), guarded("alone", null))) {
            for (String name : List.of("shop", "prod")) {
                String made;
                try (Scratch scratch = targets.ofQueue(name).open(name).scratches().open();
                        Connection connection = scratch.source().getConnection()) {
                    made = one(connection, "select current_database()");
                    assertThat(made).startsWith("godwit_scratch_");
                }
                assertThat(databases()).doesNotContain(made);
            }
            assertThatThrownBy(() -> targets.ofQueue("alone").open("alone").scratches().open())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("the target is protected")
                    .hasMessageContaining("scratch:");
        }
    }

    private static String databases() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return one(connection, "select string_agg(datname, ' ') from pg_database");
        }
    }

    private static Target guarded(String name, @Nullable String scratch) {
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
        return new Target(
                name,
                url,
                "postgres",
                null,
                null,
                name,
                "",
                true,
                null,
                null,
                List.of(),
                scratch,
                null);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static Target here(String name, String username) {
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
        return target(name, url, username, null);
    }

    private static Target target(
            String name, String url, String username, @Nullable String password) {
        return new Target(name, url, username, password, null, name, "", false, null, null);
    }

    private static Targets targets(Target... all) {
        Map<String, Target> byName = new LinkedHashMap<>();
        for (Target target : all) {
            byName.put(target.name(), target);
        }
        Map<String, String> environment =
                Map.of("ROLE", "postgres", "URL", "jdbc:postgresql://db/x?user=me");
        return new Targets(
                new GodwitConfig(Path.of("godwit.yaml"), byName, null), new Secrets(environment));
    }
}
