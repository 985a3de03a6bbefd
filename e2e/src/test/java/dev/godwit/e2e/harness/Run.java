package dev.godwit.e2e.harness;

import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import io.temporal.client.WorkflowStub;
import java.util.concurrent.TimeUnit;

/** A run under way, seen through Temporal and through the target's own rows. */
public final class Run {

    private final Shop shop;
    private final String name;

    Run(Shop shop, String name) {
        this.shop = shop;
        this.name = name;
    }

    /** {@code <target>/<plan>}, which is the workflow id. */
    public String name() {
        return name;
    }

    /** How it stands, as the workflow answers. */
    public Progress progress() throws Exception {
        return workflow().progress();
    }

    /** Waits for the end. */
    public MigrationReport result(int seconds) throws Exception {
        return stub().getResult(seconds, TimeUnit.SECONDS, MigrationReport.class);
    }

    /** Waits until it waits for a person. */
    public Progress awaitWaiting(int seconds) throws Exception {
        Tools.await(
                name + " to wait",
                seconds,
                () -> {
                    try {
                        return progress().outcome() == Outcome.WAITING;
                    } catch (io.temporal.client.WorkflowException noWorkerJustNow) {
                        return false;
                    }
                });
        return progress();
    }

    /** Waits until the target's own record has the run in that phase. */
    public void awaitPhase(String phase, int seconds) throws Exception {
        Tools.await(name + " to be in " + phase, seconds, () -> phase().equals(phase));
    }

    /** The phase in the target's own record; empty before there is one. */
    public String phase() throws Exception {
        if (shop.value("select to_regclass('godwit.run')").isEmpty()) {
            return "";
        }
        return shop.value("select phase from godwit.run order by id desc limit 1").orElse("");
    }

    /** Rows that batches have committed. */
    public long rows() throws Exception {
        if (shop.value("select to_regclass('godwit.checkpoint')").isEmpty()) {
            return 0;
        }
        return shop.number(
                "select sum(c.rows) from godwit.checkpoint c join godwit.step s on s.run = c.run"
                        + " and s.number = c.step and s.stage = 'BACKFILL'");
    }

    /** Waits until batches have committed that many rows. */
    public void awaitRows(long rows, int seconds) throws Exception {
        Tools.await(rows + " rows of " + name, seconds, () -> rows() >= rows);
    }

    /** Ends its workflow by hand, as somebody might in the Temporal UI. */
    public void terminate() {
        stub().terminate("a test pressed the button");
    }

    /** Approves the gate it waits at. */
    public void approve() throws Exception {
        Cli.Result result = shop.godwit("approve", name, "--reason", "tested");
        if (result.exit() != 0) {
            throw new IllegalStateException("approve failed: " + result);
        }
    }

    private MigrationWorkflow workflow() {
        return shop.temporal().client().newWorkflowStub(MigrationWorkflow.class, name);
    }

    private WorkflowStub stub() {
        return shop.temporal().client().newUntypedWorkflowStub(name);
    }
}
