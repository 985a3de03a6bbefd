package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.preflight.Answer;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Projects with Prisma, and what Prisma's own command line says before and afterwards. */
class PrismaRunTest {

    private static final String INIT = "20240101000000_init";
    private static final String GONE = "20240102000000_no_age";
    private static final String FUNCTION = "20240103000000_function";

    private static final String USER =
            """
            model User {
              id    Int    @id @default(autoincrement())
              name  String
              %s
              @@index([name])
            }
            """;

    private FolderTarget target;
    private PrismaCli prisma;

    @BeforeEach
    void open() throws Exception {
        target = new FolderTarget(PlanKind.PRISMA).trying("postgres");
        with(PrismaCli.Version.SEVEN);
    }

    private void with(PrismaCli.Version version) throws IOException {
        prisma = new PrismaCli(version, target.postgres());
        prisma.models(USER.formatted("age Int?"));
        migration(
                INIT,
                """
                -- CreateTable
                CREATE TABLE "User" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "age" INTEGER, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
                -- CreateIndex
                CREATE INDEX "User_name_idx" ON "User"("name");
                """);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private void migration(String name, String sql) throws IOException {
        prisma.migration(name, sql);
        target.files(prisma.texts());
    }

    private void withoutAge() throws IOException {
        prisma.models(USER.formatted(""));
        migration(GONE, "ALTER TABLE \"User\" DROP COLUMN \"age\";\n");
    }

    private void clean() throws IOException {
        PrismaCli.Ended status = prisma.run("migrate", "status");
        assertThat(status.said()).contains("Database schema is up to date!");
        assertThat(status.exit()).isZero();
        assertThat(prisma.run("migrate", "deploy").said())
                .contains("No pending migrations to apply.");
    }

    private String rows() throws SQLException {
        return target.postgres()
                .text(
                        "select md5(string_agg(concat_ws(',', id, name, age), ';' order by id)) from \"User\"");
    }

    @Test
    @Tag("slow")
    void appliesWhatIsPendingAndPrismaFindsNothingToDo() throws Exception {
        withoutAge();
        migration(
                FUNCTION,
                """
                CREATE FUNCTION one() RETURNS text LANGUAGE sql AS $$ select 'a;b' $$;
                CREATE TABLE "Log" ("id" SERIAL PRIMARY KEY, "text" TEXT DEFAULT 'a;b');
                """);
        target.apply("first", "");
        clean();
        assertThat(target.start("again", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
    }

    @Test
    void goesOnWherePrismaLeftOffAndTakesItsOwnPartBack() throws Exception {
        assertThat(prisma.run("migrate", "deploy").exit()).isZero();
        target.postgres()
                .sql(
                        "insert into \"User\" (name, age) select 'n' || i, i from generate_series(1, 300) i");
        String before = rows();
        withoutAge();
        target.apply("gone", "");
        clean();
        target.rollback("gone");
        assertThat(rows()).isEqualTo(before);
        PrismaCli.Ended status = prisma.run("migrate", "status");
        assertThat(status.said()).contains(GONE).contains("not yet been applied");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(prisma.run("migrate", "deploy").exit()).isZero();
        clean();
    }

    /** Both see their own lock while they work. */
    @Test
    @Tag("slow")
    void takesTheLockThatPrismaTakes() throws Exception {
        String keys =
                "create table %s as select (classid::bigint << 32) | objid::bigint as key from pg_locks where locktype = 'advisory';";
        migration("20240105000000_a", keys.formatted("prismas"));
        assertThat(prisma.run("migrate", "deploy").exit()).isZero();
        migration("20240106000000_b", keys.formatted("godwits"));
        target.apply("two", "irreversible: [20240106000000_b]");
        assertThat(target.postgres().number("select count(*) from prismas")).isPositive();
        assertThat(target.postgres().texts("select key::text from godwits"))
                .containsAll(target.postgres().texts("select key::text from prismas"));
    }

    @Test
    void findsAnEditedOneAboutWhichPrismaIsSilent() throws Exception {
        target.apply("first", "");
        migration(INIT, "CREATE TABLE \"User\" (\"id\" SERIAL PRIMARY KEY);\n");
        assertThat(prisma.run("migrate", "status").exit()).isZero();
        assertThat(target.start("second", "").findings())
                .extracting("code")
                .containsExactly("GW-720");
    }

    private void gone(String name) throws IOException {
        prisma.withdraw(name);
        target.files(prisma.texts());
    }

    @Test
    void recordsAnEditedOneThatMeansTheSame() throws Exception {
        assertThat(prisma.run("migrate", "deploy").exit()).isZero();
        String checksum = "select checksum from \"_prisma_migrations\"";
        String before = target.postgres().text(checksum);
        migration(INIT, prisma.texts().get(INIT + "/migration.sql") + "-- one more word\n");
        target.apply("second", "resolve: { edited: [%s] }".formatted(INIT));
        assertThat(target.start("third", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        clean();
        assertThat(target.postgres().text(checksum)).isNotEqualTo(before);
        target.rollback("second");
        assertThat(target.postgres().text(checksum)).isEqualTo(before);
    }

    /** One branch has been deployed, another one is about to be. */
    @Test
    void namesBothBranchesAndBringsThemTogether() throws Exception {
        migration("20240104000000_theirs", "CREATE TABLE theirs (id int);");
        assertThat(prisma.run("migrate", "deploy").exit()).isZero();
        gone("20240104000000_theirs");
        migration("20240103000000_ours", "CREATE TABLE ours (id int);");
        PrismaCli.Ended status = prisma.run("migrate", "status");
        assertThat(status.said()).contains("are not found locally").contains("theirs");
        assertThat(status.exit()).isEqualTo(1);
        assertThat(target.start("two", "").findings())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("GW-789");
                            assertThat(problem.because())
                                    .contains("had 20240104000000_theirs (Prisma, ")
                                    .contains("has 20240103000000_ours");
                        });
        assertThat(target.check("").problems()).extracting("code").containsExactly("GW-789");

        target.apply("two", "resolve: { forgotten: [20240104000000_theirs] }");
        assertThat(target.postgres().number("select count(*) from ours, theirs")).isZero();
        clean();
        target.rollback("two");
        assertThat(prisma.run("migrate", "status").said()).contains("are not found locally");
        target.apply(
                "three",
                "resolve: { forgotten: [20240104000000_theirs], applied: [20240103000000_ours] }");
        clean();
    }

    @Test
    @Tag("slow")
    void bringsThemTogetherForVersionSixAndByMerging() throws Exception {
        target.close();
        target = new FolderTarget(PlanKind.PRISMA).trying("postgres");
        with(PrismaCli.Version.SIX);
        namesBothBranchesAndBringsThemTogether();
        migration("20240104000000_theirs", "CREATE TABLE theirs (id int);");
        target.rollback("three");
        assertThat(target.start("four", "").findings())
                .extracting("code")
                .containsExactly("GW-722");
        target.apply("four", "out_of_order: true");
        clean();
    }

    @Test
    void needsToBeToldWhatBecameOfOneThatFailed() throws Exception {
        target.apply("first", "");
        migration(GONE, "ALTER TABLE \"User\" DROP COLUMN \"agee\";\n");
        assertThat(prisma.run("migrate", "deploy").exit()).isEqualTo(1);
        withoutAge();
        assertThat(target.start("two", "").findings()).extracting("code").containsExactly("GW-726");
        target.apply("two", "resolve: { rolled_back: [%s], applied: [] }".formatted(GONE));
        clean();
    }

    @Test
    void takesOutOfTheRecordWhatFailedAndIsGone() throws Exception {
        target.apply("first", "");
        migration(GONE, "ALTER TABLE \"User\" DROP COLUMN \"agee\";\n");
        assertThat(prisma.run("migrate", "deploy").exit()).isEqualTo(1);
        gone(GONE);
        assertThat(target.start("two", "").findings())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("GW-726");
                            assertThat(problem.next()).contains("--forgotten " + GONE);
                        });
        target.apply("two", "resolve: { forgotten: [%s] }".formatted(GONE));
        clean();
        target.rollback("two");
        assertThat(target.start("three", "").findings())
                .extracting("code")
                .containsExactly("GW-726");
    }

    @Test
    @Tag("slow")
    void recordsWhatWasCompletedByHand() throws Exception {
        target.apply("first", "");
        migration(GONE, "ALTER TABLE \"User\" DROP COLUMN \"agee\";\n");
        assertThat(prisma.run("migrate", "deploy").exit()).isEqualTo(1);
        target.postgres().sql("alter table \"User\" drop column age");
        withoutAge();
        target.apply("two", "resolve: { rolled_back: [], applied: [%s] }".formatted(GONE));
        clean();
    }

    @Test
    @Tag("slow")
    void takesABaseline() throws Exception {
        target.postgres()
                .sql(
                        "create table \"User\" (id serial primary key, name text not null, age int)",
                        "create index \"User_name_idx\" on \"User\" (name)");
        withoutAge();
        target.apply("first", "baseline: " + INIT);
        clean();
    }

    @Test
    @Tag("slow")
    void worksWithVersionSix() throws Exception {
        with(PrismaCli.Version.SIX);
        goesOnWherePrismaLeftOffAndTakesItsOwnPartBack();
    }

    @Test
    @Tag("slow")
    void worksWithVersionFive() throws Exception {
        with(PrismaCli.Version.FIVE);
        goesOnWherePrismaLeftOffAndTakesItsOwnPartBack();
    }
}
