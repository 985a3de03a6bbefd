package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The example project of each tool, with the table that its migrations are about. */
enum Example {
    SQL(
            "orders",
            "insert into orders (customer, comment) select 'c' || n, 'no ' || n from generate_series(1, 500) n",
            "customer",
            "select string_agg(name, ' ' order by applied_at, name) from godwit.migration",
            "0001_orders",
            "0001_orders 0002_no_comment 0003_by_customer"),
    FLYWAY(
            "invoices",
            "insert into invoices (customer, cents, remark) select 'c' || n, n, 'no ' || n from generate_series(1, 500) n",
            "customer || cents || currency",
            "select string_agg(script || case when success then '' else '!' end, ' ' order by installed_rank)"
                    + " from flyway_schema_history",
            "V1__invoices.sql",
            "V1__invoices.sql V2__no_remark.sql V3__by_customer.sql R__open_invoices.sql"),
    PRISMA(
            "\"Customer\"",
            "insert into \"Customer\" (email, name, nickname) select 'e' || n, 'n' || n, 'k' || n from generate_series(1, 500) n",
            "email || name",
            "select string_agg(migration_name || case when finished_at is not null and rolled_back_at is null"
                    + " then '' else '!' end, ' ' order by started_at, migration_name) from \"_prisma_migrations\"",
            "20250110090000_init",
            "20250110090000_init 20250212101500_no_nickname 20250301080000_city"),
    DJANGO(
            "shop_parcel",
            "insert into shop_parcel (address, note) select n || ' Quay, Hull', 'no ' || n from generate_series(1, 500) n",
            "address",
            "select string_agg(app || '.' || name, ' ' order by id) from django_migrations",
            "shop.0001_initial",
            "shop.0001_initial shop.0002_town shop.0003_no_note");

    private static final Path PROJECTS = Cli.root().resolve("examples/projects");

    private final String table;
    private final String rows;
    private final String untouched;
    private final String record;
    private final String first;
    private final String all;

    Example(String table, String rows, String untouched, String record, String first, String all) {
        this.table = table;
        this.rows = rows;
        this.untouched = untouched;
        this.record = record;
        this.first = first;
        this.all = all;
    }

    /** The name of the project, and of the target for it. */
    String project() {
        return "shop-" + kind();
    }

    /** As a plan says it. */
    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The plan that comes with it. */
    Path plan() {
        return PROJECTS.resolve(project() + ".yaml");
    }

    /** What all its migrations need, save the one that makes it. */
    String table() {
        return table;
    }

    /** Fills the table as the first migration has made it. */
    String rows() {
        return rows;
    }

    /** A query for all that is in the table. */
    String content() {
        return "select md5(string_agg(t::text, ',' order by id)) from %s t".formatted(table);
    }

    /** A query for what no migration after the first one is about. */
    String untouched() {
        return "select md5(string_agg(id || (%s), ',' order by id)) from %s"
                .formatted(untouched, table);
    }

    /** A query for the tool's own record: names, with a mark where something failed. */
    String record() {
        return record;
    }

    /** The record after the first migration. */
    String first() {
        return first;
    }

    /** The record after all of them. */
    String all() {
        return all;
    }

    /** The first migration as {@code to:} names it. */
    String to() {
        return first.replace(".sql", "");
    }

    /** A plan for its migrations. @param more keys, as a plan has them */
    Path plan(Shop shop, String name, String more) throws Exception {
        return shop.plan(
                name + ".yaml",
                "kind: %s\nproject: %s\nmigration: %s\n%s\n"
                        .formatted(kind(), project(), name, more));
    }

    /** Makes a repository of it. */
    Path repository(Path folder) throws Exception {
        Path repository = Files.createDirectories(folder.resolve(project()));
        Path example = PROJECTS.resolve(project());
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(repository.resolve(example.relativize(file) + ""), Files.readString(file));
            }
        }
        git(repository, "init", "-q", "-b", "main");
        return commit(repository);
    }

    /** The same with three migrations at least. */
    Path longer(Path folder) throws Exception {
        Path repository = repository(folder);
        if (this == PRISMA) {
            write(
                    repository.resolve("prisma/migrations/20250301080000_city/migration.sql"),
                    "ALTER TABLE \"Customer\" ADD COLUMN \"city\" TEXT;\n");
            commit(repository);
        }
        return repository;
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Path commit(Path repository) throws Exception {
        git(repository, "add", "-A");
        git(
                repository,
                "-c",
                "user.name=e2e",
                "-c",
                "user.email=e2e@example.org",
                "commit",
                "-qm",
                "x");
        return repository;
    }

    private static void git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
