package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.postgres.TestPostgres;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.prisma.Address;
import dev.godwit.project.prisma.PrismaModels;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prisma's own command line says about models and a database. */
class PrismaModelsTest {

    private static final String USER =
            """
            model User {
              id    Int    @id @default(autoincrement())
              name  String
              email String?
              @@index([name])
            }
            """;

    @TempDir private Path folder;
    private TestPostgres postgres;

    @BeforeEach
    void open() throws SQLException {
        postgres = TestPostgres.open();
        postgres.sql("create table \"User\" (id serial primary key, name text not null)");
        postgres.sql("create index \"User_name_idx\" on \"User\" (name)");
    }

    @AfterEach
    void close() {
        postgres.close();
    }

    private Workplace at(Path project) {
        return new Workplace(
                project,
                folder,
                List.of(),
                Duration.ofMinutes(2),
                new Sandbox(System.getenv()),
                () -> {});
    }

    private PrismaModels models(PrismaCli.Version version) throws IOException {
        PrismaCli prisma = new PrismaCli(version, postgres);
        prisma.models(USER);
        return PrismaModels.open(at(prisma.project()), prisma.variables());
    }

    /**
     * The stand-in's engine panics over PostgreSQL 18, whose NOT NULL are constraints, and Prisma 7
     * ends with 0 nevertheless: that must never be taken for an answer.
     */
    private void compare(PrismaCli.Version version) throws Exception {
        PrismaModels models = models(version);
        postgres.sql("create role reader login password 'worth nothing'");
        postgres.sql("grant select on all tables in schema public to reader");
        Address address =
                new Address(
                        "localhost",
                        postgres.port(),
                        postgres.name(),
                        "reader",
                        "worth nothing",
                        "");
        try {
            assertThat(models.missing(address))
                    .contains("ALTER TABLE \"User\" ADD COLUMN")
                    .doesNotContain("godwit", "CREATE INDEX");
        } catch (ProjectFailure failure) {
            assertThat(failure.problem().toString()).contains("GW-778").doesNotContain("worth");
        } finally {
            postgres.sql("drop owned by reader", "drop role reader");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.prisma*");
    }

    @Test
    void comparesWithPrisma7() throws Exception {
        compare(PrismaCli.Version.SEVEN);
    }

    @Test
    @Tag("slow")
    void comparesWithPrisma6() throws Exception {
        compare(PrismaCli.Version.SIX);
    }

    @Test
    @Tag("slow")
    void comparesWithPrisma5() throws Exception {
        compare(PrismaCli.Version.FIVE);
    }

    @Test
    void saysThatPrismaIsNotInstalled() {
        assertThatThrownBy(() -> PrismaModels.open(at(folder), Map.of()))
                .isInstanceOfSatisfying(
                        ProjectFailure.class,
                        failure -> assertThat(failure.problem().code()).isEqualTo("GW-776"));
    }
}
