package dev.godwit.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Kind;
import dev.godwit.plan.schema.Table.Trigger;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {

    private static TargetServer server;
    private static Database database;

    @BeforeAll
    static void createTables() throws SQLException {
        server = new TargetServer();
        database = server.database();
        server.run(
                """
                create schema "Shop";
                create table "Shop"."Users" (
                  "Id" bigint generated always as identity primary key,
                  "eMail" varchar(80) not null default 'none' unique,
                  gone int, amount numeric(10,2), doubled numeric generated always as (amount * 2) stored,
                  constraint positive check (amount > 0));
                alter table "Shop"."Users" drop column gone;
                create index by_expression on "Shop"."Users" (lower("eMail"), amount) include ("Id") where amount > 1;
                create function public.nothing() returns trigger language plpgsql as 'begin return new; end';
                create trigger "Touch" before insert or update on "Shop"."Users" for each row execute function nothing();
                create trigger later after delete on "Shop"."Users" execute function nothing();
                create rule shout as on delete to "Shop"."Users" do also notify x;
                create table parted (a int) partition by range (a);
                create table part partition of parted for values from (0) to (9);
                create table base (a int);
                create table heir () inherits (base);
                create view seen as select 1 as a;
                create materialized view kept as select 1 as a;
                create table forced (a int);
                alter table forced enable row level security;
                alter table forced force row level security;
                """);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void readsColumnsWithTypesDefaultsAndWhatMakesThem() throws SQLException {
        Table users = read("Shop", "Users");

        assertThat(users.columns())
                .extracting(
                        Column::name,
                        Column::type,
                        Column::notNull,
                        Column::generated,
                        Column::identity,
                        Column::defaultExpression)
                .containsExactly(
                        tuple("Id", "bigint", true, false, true, ""),
                        tuple(
                                "eMail",
                                "character varying(80)",
                                true,
                                false,
                                false,
                                "'none'::character varying"),
                        tuple("amount", "numeric(10,2)", false, false, false, ""),
                        tuple("doubled", "numeric", false, true, false, ""));
        assertThat(users.attributes()).isEqualTo(5); // the dropped one counts
    }

    @Test
    void readsIndexesWithTheirKeysAndTheConstraintThatOwnsThem() throws SQLException {
        Table users = read("Shop", "Users");

        assertThat(users.indexes())
                .extracting(
                        Index::name,
                        Index::unique,
                        Index::primary,
                        Index::partial,
                        Index::columns,
                        Index::ownedByConstraint)
                .containsExactly(
                        tuple(
                                "Users_eMail_key",
                                true,
                                false,
                                false,
                                List.of("eMail"),
                                "Users_eMail_key"),
                        tuple("Users_pkey", true, true, false, List.of("Id"), "Users_pkey"),
                        tuple("by_expression", false, false, true, List.of("", "amount"), ""));
        assertThat(users.index("by_expression").orElseThrow().definition())
                .contains("ON \"Shop\".\"Users\"");
    }

    @Test
    void readsConstraintsTriggersAndRules() throws SQLException {
        Table users = read("Shop", "Users");

        assertThat(users.constraints())
                .anyMatch(c -> c.name().equals("positive") && c.type() == 'c');
        assertThat(users.triggers())
                .containsExactly(
                        new Trigger("Touch", true, true, true, true, false),
                        new Trigger("later", false, false, false, false, true));
        assertThat(users.rules()).containsExactly("shout");
    }

    @Test
    void tellsTheKindsOfRelations() throws SQLException {
        assertThat(Stream.of("parted", "part", "base", "heir", "seen", "kept", "forced"))
                .extracting(name -> read("public", name).kind())
                .containsExactly(
                        Kind.PARTITIONED,
                        Kind.PARTITION,
                        Kind.INHERITED,
                        Kind.INHERITED,
                        Kind.VIEW,
                        Kind.MATERIALIZED_VIEW,
                        Kind.ORDINARY);
        assertThat(read("pg_catalog", "pg_class").kind()).isEqualTo(Kind.SYSTEM);
        assertThat(read("public", "forced").forcedRowSecurity()).isTrue();
        assertThat(read("public", "base").forcedRowSecurity()).isFalse();
    }

    @Test
    void findsTheTableOfAnIndexAndKnowsTheOtherNames() throws SQLException {
        QualifiedName index = new QualifiedName("Shop", "by_expression");
        LiveSchema schema =
                database.inTransaction(
                        Scope.state("test"),
                        connection -> CatalogReader.read(connection, List.of(), List.of(index)));

        assertThat(schema.tableOfIndex(index)).isPresent();
        assertThat(schema.major()).isBetween(14, 18);
        assertThat(schema.tableNames()).containsExactly(new QualifiedName("Shop", "Users"));
        assertThat(schema.relationNames()).contains(index, new QualifiedName("Shop", "Users_pkey"));
    }

    @Test
    void leavesOutWhatDoesNotExist() throws SQLException {
        LiveSchema schema =
                database.inTransaction(
                        Scope.state("test"),
                        connection ->
                                CatalogReader.read(
                                        connection,
                                        List.of(new QualifiedName("public", "users")),
                                        List.of()));

        assertThat(schema.tables()).isEmpty();
        assertThat(schema.tableNames()).contains(new QualifiedName("public", "parted"));
    }

    @Test
    void namesWhatHasChangedBetweenTwoDefinitions() throws SQLException {
        server.run("create table watched (a int, b text); create index w_a on watched (a)");
        DefinitionHash before = hash("watched");
        server.run("analyze watched");
        assertThat(hash("watched")).isEqualTo(before);

        server.run(
                "alter table watched alter a type bigint, drop column b, add constraint p check (a > 0)");

        assertThat(hash("watched").changesSince(before))
                .containsExactly(
                        "column a of watched was altered",
                        "column b of watched was dropped or renamed",
                        "constraint p of watched was added");
    }

    private static DefinitionHash hash(String table) throws SQLException {
        return database.inTransaction(
                Scope.state("test"),
                connection ->
                        DefinitionHash.read(
                                connection,
                                Relations.find(
                                        connection,
                                        List.of(new QualifiedName("public", table)),
                                        List.of())));
    }

    private static Table read(String schema, String name) {
        QualifiedName table = new QualifiedName(schema, name);
        try {
            return database.inTransaction(
                            Scope.state("test"),
                            connection -> CatalogReader.read(connection, List.of(table), List.of()))
                    .find(table)
                    .orElseThrow();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
