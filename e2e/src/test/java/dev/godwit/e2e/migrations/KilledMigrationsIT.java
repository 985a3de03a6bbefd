package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL of the worker while it applies a project's migrations or takes them back; another one
 * goes on. Where: -Dgodwit.phases, names of {@link Point} or all; otherwise at one of them for each
 * tool.
 */
class KilledMigrationsIT {

    private static final List<String> PHASES =
            List.of(System.getProperty("godwit.phases", "").toUpperCase(Locale.ROOT).split(","));

    /** Where the worker is killed. */
    enum Point {
        /** The first migration waits for its table. */
        STEP,
        /** The first migration is recorded, the second one has not begun. */
        BETWEEN,
        VERIFY,
        /** A way back waits for the table. */
        ROLLBACK,
        /**
         * The last migration is taken back, and the first one is about to be; Django has taken it
         * back by then, and what was kept is still to be given back.
         */
        RETURN;

        boolean back() {
            return this == ROLLBACK || this == RETURN;
        }
    }

    @TempDir private Path folder;

    static Stream<Arguments> points() {
        boolean told = Stream.of(Point.values()).map(Point::name).anyMatch(PHASES::contains);
        return Stream.of(Example.values())
                .flatMap(
                        example ->
                                Stream.of(Point.values())
                                        .filter(
                                                point ->
                                                        PHASES.contains("ALL")
                                                                || PHASES.contains(point.name())
                                                                || !told && point == usual(example))
                                        .map(point -> Arguments.of(example, point)));
    }

    private static Point usual(Example example) {
        return switch (example) {
            case SQL -> Point.ROLLBACK;
            case FLYWAY, PRISMA -> Point.STEP;
            case DJANGO -> Point.RETURN;
        };
    }

    @ParameterizedTest
    @MethodSource("points")
    void eachMigrationIsAppliedOnceAndTakenBackWithItsData(Example example, Point point)
            throws Exception {
        try (Shop shop = Shop.open("killed-" + example.kind())) {
            shop.sql(
                    "alter role \"%s\" createdb".formatted(shop.name()),
                    "create table held (id int)",
                    "grant select on held to public");
            shop.configure(
                    "  %s: { repository: \"%s\" }\n"
                            .formatted(example.project(), example.longer(folder)));
            WorkerProcess worker = shop.worker();
            done(shop, 0, "start", example.plan(shop, "first", "to: " + example.to()).toString());
            shop.sql(example.rows());
            String schema = Dump.of(shop);
            String content = shop.value(example.content()).orElseThrow();
            String untouched = shop.value(example.untouched()).orElseThrow();
            assertThat(shop.value(example.record())).hasValue(example.first());

            Run run = shop.run("killed");
            Path plan =
                    example.plan(
                            shop, "killed", "verify: [ { name: held, sql: select id from held } ]");
            if (point.back()) {
                done(shop, 0, "start", plan.toString());
            } else {
                forwards(shop, example, point, plan, worker);
            }
            assertThat(run.result(180).outcome()).isEqualTo(Outcome.DONE);
            assertThat(shop.value(example.record())).hasValue(example.all());
            assertThat(shop.number("select count(*) from godwit.migration"))
                    .isEqualTo(example.all().split(" ").length);
            assertThat(shop.value(example.untouched())).hasValue(untouched);
            assertThat(done(shop, 0, "start", example.plan(shop, "again", "").toString()).out())
                    .contains("nothing is pending");

            if (point.back()) {
                backwards(shop, example, point, run, worker);
                assertThat(run.result(180).outcome()).isEqualTo(Outcome.ROLLED_BACK);
            } else {
                done(shop, 4, "rollback", run.name(), "--yes");
            }
            assertThat(Dump.of(shop)).isEqualTo(schema);
            assertThat(shop.value(example.content())).hasValue(content);
            assertThat(shop.value(example.record())).hasValue(example.first());
            assertThat(shop.number("select count(*) from godwit.migration")).isEqualTo(1);
        }
    }

    private static void forwards(
            Shop shop, Example example, Point point, Path plan, WorkerProcess worker)
            throws Exception {
        Held table = Held.table(shop, example.table());
        shop.start(plan);
        table.await();
        switch (point) {
            case BETWEEN -> {
                try (Held second = Held.step(shop, 1)) {
                    table.close();
                    second.awaitSteps("done", 1);
                    second.await();
                    replace(shop, worker);
                }
            }
            case VERIFY -> {
                try (Held held = Held.whole(shop, "held")) {
                    table.close();
                    held.await();
                    replace(shop, worker);
                }
            }
            default -> {
                replace(shop, worker);
                table.close();
            }
        }
    }

    private static void backwards(
            Shop shop, Example example, Point point, Run run, WorkerProcess worker)
            throws Exception {
        Held table = Held.table(shop, example.table());
        done(shop, 0, "rollback", run.name(), "--yes", "--detach");
        table.await();
        if (point == Point.ROLLBACK) {
            replace(shop, worker);
            table.close();
            return;
        }
        try (Held first = Held.step(shop, 0)) {
            table.close();
            first.awaitSteps("undone", 1);
            first.await();
            replace(shop, worker);
        }
    }

    private static void replace(Shop shop, WorkerProcess worker) throws Exception {
        worker.kill();
        shop.worker();
    }

    private static Cli.Result done(Shop shop, int exit, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("start")) {
            all.addAll(List.of("--target", shop.name()));
        }
        Cli.Result result = shop.godwit(all.toArray(String[]::new));
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }
}
