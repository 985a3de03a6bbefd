package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.UpgradeInput;
import io.temporal.activity.ActivityInterface;

/** What a worker does in a scratch clone of a project. Each may be killed, and run again. */
@ActivityInterface
public interface UpgradeActivities {

    /** Finds out where to begin; fails with every reason why it cannot. */
    Base findBase(UpgradeInput input);

    /** Builds and tests. */
    Judged probe(ProbeTask task);

    /** Asks what could move. */
    Survey survey(ProbeTask task);

    /** Moves the result branch, and pushes it. @return its name */
    String keep(ProbeTask task);
}
