package dev.godwit.cli.care;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FoundMigrations;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import dev.godwit.workflow.operator.Notice;
import dev.godwit.workflow.operator.OperatorActivities;
import dev.godwit.workflow.operator.RecoverInput;
import dev.godwit.workflow.operator.Recovered;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.Uninstalled;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/** A target in memory as its operator sees it; tests say what it answers. */
public final class FakeOperator implements OperatorActivities {

    /** A target that nothing is wrong with. */
    public static final Inspection WELL =
            new Inspection(
                    "",
                    Contract.VERSION,
                    List.of(Check.ok("postgresql", "18.6, a primary")),
                    List.of());

    public volatile Inspection inspection = WELL;
    public volatile Uninstalled uninstalled = new Uninstalled(true, List.of(), List.of());
    public volatile boolean removed;

    /** Runs while it looks: for tests of what happens meanwhile. */
    public volatile Runnable meanwhile = () -> {};

    @Override
    public Recovered recover(RecoverInput input) {
        return new Recovered(null, false, "");
    }

    @Override
    public Inspection inspect(InspectInput input) {
        if (input.target().equals("stranger")) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "no such target",
                    "PERMANENT",
                    new Finding(
                            "GW-415",
                            "this worker has no database target stranger",
                            "",
                            "its configuration does not name it",
                            "add stranger to the worker's godwit.yaml and restart the worker"));
        }
        meanwhile.run();
        return inspection;
    }

    @Override
    public FoundMigrations findMigrations(FindMigrationsInput input) {
        return new FoundMigrations("", "sql", 0, List.of(), List.of(), List.of());
    }

    @Override
    public Uninstalled uninstall(UninstallInput input) {
        if (!input.dryRun()) {
            removed = true;
        }
        return uninstalled;
    }

    @Override
    public StepDone tell(Notice notice) {
        return new StepDone("");
    }
}
