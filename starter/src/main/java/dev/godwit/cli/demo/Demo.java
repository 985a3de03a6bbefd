package dev.godwit.cli.demo;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Actor;
import dev.godwit.cli.demo.traffic.Latencies;
import dev.godwit.cli.demo.traffic.Release;
import dev.godwit.cli.demo.traffic.Traffic;
import dev.godwit.cli.demo.traffic.UsersTable;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.Launch;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.stack.PostgresServer;
import dev.godwit.cli.view.ProgressLine;
import dev.godwit.workflow.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migration of a table under live traffic, whose worker is killed midway. What it claims is
 * counted by means of its own: its trigger, its queries, its clients.
 */
public final class Demo {

    private static final int REQUESTS_PER_SECOND = 200;
    private static final double KILL_AT = 0.4;

    private final Surroundings surroundings;
    private final Output output;
    private final long rows;
    private String shown = "";

    /**
     * @param rows of the table
     */
    public Demo(Surroundings surroundings, Output output, long rows) {
        this.surroundings = surroundings;
        this.output = output;
        this.rows = rows;
    }

    /**
     * Runs it.
     *
     * @param keep whether the servers and the worker run on afterwards
     * @throws DemoFailure when the migration did not come to its end as it should
     */
    public DemoFigures run(boolean keep) throws IOException, InterruptedException, DemoFailure {
        output.line("Starting PostgreSQL and Temporal on this machine ...");
        try {
            return measured(keep);
        } catch (SQLException failure) {
            throw new DemoFailure("the demo's own PostgreSQL says: " + failure.getMessage(), null);
        }
    }

    private DemoFigures measured(boolean keep)
            throws IOException, SQLException, InterruptedException, DemoFailure {
        DemoStack stack = DemoStack.start(surroundings, output::line);
        Thread cleaner = new Thread(stack::close, "stop the demo");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            DemoFigures figures = run(stack);
            if (keep) {
                stack.keep();
            }
            return figures;
        } finally {
            stack.close();
        }
    }

    private DemoFigures run(DemoStack stack)
            throws IOException, SQLException, InterruptedException, DemoFailure {
        PostgresServer postgres = stack.postgres();
        UsersTable users = new UsersTable(postgres.asSuperuser());
        output.line("Filling a table users with %,d rows ...".formatted(rows));
        String password = randomPassword();
        users.create(rows, PostgresServer.OWNER, password);
        PGSimpleDataSource application = postgres.asOwner();
        application.setUser(UsersTable.APPLICATION);
        application.setPassword(password);
        try (Traffic traffic =
                Traffic.start(Traffic.impatient(application), rows, REQUESTS_PER_SECOND)) {
            output.line(
                    "An application reads and writes it: %d requests a second, gives up after 2 s, no retries"
                            .formatted(REQUESTS_PER_SECOND));
            Thread.sleep(2_000); // connections and caches
            Latencies before = traffic.measure();
            Thread.sleep(rows >= 200_000 ? 8_000 : 4_000);
            stack.startWorker();
            Latencies during = traffic.measure();
            try (Session session = Session.open(stack.inside(surroundings), (Path) null)) {
                double seconds =
                        migrate(stack, session, traffic, new TargetLook(postgres.asSuperuser()));
                return figures(stack, users, traffic, before, during, seconds);
            }
        }
    }

    private double migrate(DemoStack stack, Session session, Traffic traffic, TargetLook target)
            throws IOException, SQLException, InterruptedException, DemoFailure {
        DemoPlan plan = DemoPlan.load(surroundings.root(), rows);
        output.line(
                "godwit start %s --target %s   (its rate capped at %,d rows/s, so that the backfill can be watched)"
                        .formatted(plan.source(), DemoStack.TARGET, plan.rowsPerSecond()));
        output.line("Temporal UI: " + stack.ui());
        long start = System.nanoTime();
        RunHandle run =
                new Launch(session)
                        .migration(
                                session.targets().choose(DemoStack.TARGET),
                                plan.plan().name(),
                                plan.source(),
                                plan.text());
        while (target.filled() < rows * KILL_AT) {
            goesOn(show(run), run);
            Thread.sleep(200);
        }
        stack.killWorker();
        double killedAt = target.filled();
        output.line(
                "SIGKILL: the worker is gone, after %,.0f rows. Nobody does anything; another worker starts ..."
                        .formatted(killedAt));
        stack.startWorker();
        while (target.filled() <= killedAt) {
            Thread.sleep(100);
        }
        output.line("The backfill goes on by itself, from row %,.0f".formatted(killedAt));
        awaitGate(run);
        output.line(
                "Every row is proven. The run waits at its gate; the new code is deployed, which writes full_name itself ...");
        traffic.deploy(Release.NEW);
        output.line("godwit approve " + run.name());
        Decision.APPROVE.send(
                run, Actor.of(surroundings.environment()), "the new code is deployed");
        RunHandle.Look look = show(run);
        while (look.open()) {
            Thread.sleep(200);
            look = show(run);
        }
        if (look.view().outcome() != Outcome.DONE) {
            throw new DemoFailure(
                    "the run ended as " + look.view().outcome() + ": " + look.view().problems(),
                    stack.logs());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void awaitGate(RunHandle run) throws InterruptedException, DemoFailure {
        while (true) {
            RunHandle.Look look = show(run);
            if (look.answered()
                    && look.view().outcome() == Outcome.WAITING
                    && look.view().problems().isEmpty()) {
                return;
            }
            goesOn(look, run);
            Thread.sleep(200);
        }
    }

    private static void goesOn(RunHandle.Look look, RunHandle run) throws DemoFailure {
        if (!look.open() || !look.view().problems().isEmpty()) {
            throw new DemoFailure(
                    run.name()
                            + " is "
                            + look.view().outcome()
                            + " in "
                            + look.view().phase()
                            + ": "
                            + look.view().problems(),
                    null);
        }
    }

    private RunHandle.Look show(RunHandle run) {
        RunHandle.Look look = run.look();
        if (output.redraws()) {
            output.redraw(ProgressLine.bar(look.view(), 0, null, output.width()));
        } else if (look.answered() && !String.valueOf(look.view().phase()).equals(shown)) {
            shown = String.valueOf(look.view().phase());
            output.line("  " + ProgressLine.words(look.view()));
        }
        return look;
    }

    private DemoFigures figures(
            DemoStack stack,
            UsersTable users,
            Traffic traffic,
            Latencies before,
            Latencies during,
            double seconds)
            throws SQLException, InterruptedException, DemoFailure {
        traffic.stop();
        traffic.firstFailure().ifPresent(why -> output.line("First failed transaction: " + why));
        long failed = traffic.failures() + traffic.lostWrites();
        if (!users.columnIsMandatory() || !users.indexIsValid() || users.foreignTriggers() > 0) {
            throw new DemoFailure(
                    "the run says done, but the table does not look like it", stack.logs());
        }
        output.line(
                "The application before  p50 %.1f ms  p99 %.1f ms  max %.1f ms"
                        .formatted(
                                before.percentileMillis(50),
                                before.percentileMillis(99),
                                before.maxMillis()));
        output.line(
                "The application during  p50 %.1f ms  p99 %.1f ms  max %.1f ms  (%,d requests)"
                        .formatted(
                                during.percentileMillis(50),
                                during.percentileMillis(99),
                                during.maxMillis(),
                                during.count()));
        TargetLook target = new TargetLook(superuser(stack));
        return new DemoFigures(
                rows,
                Math.round(rows / Math.max(0.001, target.backfillSeconds())),
                1,
                users.mismatches(),
                users.writtenTwice(),
                failed,
                rounded(before.percentileMillis(99)),
                rounded(during.percentileMillis(99)),
                rounded(during.maxMillis()),
                rounded(target.longestLockMillis()),
                rounded(seconds),
                stack.ui());
    }

    private static PGSimpleDataSource superuser(DemoStack stack) {
        try {
            return stack.postgres().asSuperuser();
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }

    private static String randomPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
