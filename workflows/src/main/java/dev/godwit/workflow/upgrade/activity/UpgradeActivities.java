package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.FindProjectsInput;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import io.temporal.activity.ActivityInterface;

/**
 * What a worker does in a scratch clone of a project. Each may be killed anywhere, run again, and
 * run on another worker.
 */
@ActivityInterface
public interface UpgradeActivities {

    /** Finds out which projects a repository holds. */
    FoundProjects findProjects(FindProjectsInput input);

    /** Finds out where to begin, or every reason why it cannot. */
    Base findBase(UpgradeInput input);

    /** Builds and tests; what is green is in the repository before this returns. */
    Judged probe(ProbeTask task);

    /**
     * Builds and tests the commit as it is once in every lane of the run, all at the same time.
     *
     * @return green when each of them was; anything else does not say that the commit is red
     */
    Judged together(ProbeTask task);

    /** Tests the commit as it is a few times more. @return whether it was green every time */
    boolean steady(ProbeTask task);

    /** Asks what could move. */
    Survey survey(ProbeTask task);

    /** Looks how the packages of the bumps are declared at the commit. */
    Standing standing(ProbeTask task);

    /** Moves the result branch to a commit, and pushes it. @return its name */
    String keep(ProbeTask task);

    /** Asks the auditors about the commit. */
    Audited audit(ProbeTask task);

    /** Asks the auditors about where it began and about the commit. */
    Audited compare(ProbeTask task);

    /** Tidies the repository up: what probes left there, not the result branch. */
    void tidy(ProbeTask task);

    /** Merges the result branch. */
    BranchReport merge(BranchInput input);

    /** Removes the result branch, and takes back what was merged of it. */
    BranchReport takeBack(BranchInput input);
}
