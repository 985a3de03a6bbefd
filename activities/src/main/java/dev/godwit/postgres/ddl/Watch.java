package dev.godwit.postgres.ddl;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks once a second from a second connection while a long statement runs, until it is closed. */
public final class Watch implements AutoCloseable {

    private final Database database;
    private final StepContext step;
    private final Attempt attempt;
    private final String unseen;
    private final Database.Action look;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;

    private Watch(
            Database database,
            StepContext step,
            Attempt attempt,
            String unseen,
            Database.Action look) {
        this.database = database;
        this.step = step;
        this.attempt = attempt;
        this.unseen = unseen;
        this.look = look;
        this.thread = Thread.ofVirtual().name("watch").unstarted(this::watch);
    }

    /**
     * Begins.
     *
     * @param unseen what is reported when a look fails
     * @param look in a transaction of its own
     */
    public static Watch begin(
            Database database,
            StepContext step,
            Attempt attempt,
            String unseen,
            Database.Action look) {
        Watch watch = new Watch(database, step, attempt, unseen, look);
        watch.thread.start();
        return watch;
    }

    /** Nothing is looked at or reported any more once this has returned. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!ending.await(1, TimeUnit.SECONDS)) {
                try {
                    database.transaction(Scope.state(step.name()), look);
                } catch (SQLException failed) {
                    attempt.report(unseen);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
