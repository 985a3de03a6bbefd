package dev.godwit.cli.server;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.message.MigrationState;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The operator's side of a {@link FakeTarget}. */
final class FakeOperator implements OperatorActivities {

    final List<FindMigrationsInput> asked = new CopyOnWriteArrayList<>();
    volatile FoundMigrations found =
            new FoundMigrations("", "sql", 0, List.of(), List.of(), List.of());
    private final FakeTarget target;

    FakeOperator(FakeTarget target) {
        this.target = target;
    }

    @Override
    public Recovered recover(RecoverInput input) {
        if (!target.isOpen(input.target() + "/" + input.plan())) {
            return new Recovered(null, false, "the run is done");
        }
        return new Recovered(
                new MigrationState(
                        FakeTarget.verifying(input.target(), input.plan()),
                        Phase.VERIFY,
                        0,
                        false,
                        0,
                        false,
                        List.of(),
                        Map.of(),
                        0,
                        0,
                        null,
                        null),
                false,
                "");
    }

    @Override
    public Inspection inspect(InspectInput input) {
        return new Inspection("1", 2, List.of(), List.of());
    }

    @Override
    public FoundMigrations findMigrations(FindMigrationsInput input) {
        asked.add(input);
        return found;
    }

    @Override
    public Uninstalled uninstall(UninstallInput input) {
        return new Uninstalled(true, List.of("schema godwit"), List.of());
    }

    @Override
    public StepDone tell(Notice notice) {
        return new StepDone("");
    }
}
