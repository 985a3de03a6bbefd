package dev.godwit.workflow.run;

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
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A target whose record says what a test wants, and a receiver of news that may be away. */
final class FakeOperator implements OperatorActivities {

    final List<Notice> news = new CopyOnWriteArrayList<>();
    final List<RecoverInput> recoveries = new CopyOnWriteArrayList<>();
    volatile @Nullable MigrationState state;
    volatile boolean rollingBack;
    volatile boolean away;

    @Override
    public Recovered recover(RecoverInput input) {
        recoveries.add(input);
        return new Recovered(state, rollingBack, state == null ? "it is done" : "");
    }

    @Override
    public Inspection inspect(InspectInput input) {
        return new Inspection("1", 1, List.of(), List.of());
    }

    @Override
    public FoundMigrations findMigrations(FindMigrationsInput input) {
        return new FoundMigrations("", "sql", 0, List.of(), List.of(), List.of());
    }

    @Override
    public Uninstalled uninstall(UninstallInput input) {
        return new Uninstalled(true, List.of(), List.of());
    }

    @Override
    public StepDone tell(Notice notice) {
        if (away) {
            throw new IllegalStateException("nobody there");
        }
        news.add(notice);
        return new StepDone("");
    }
}
