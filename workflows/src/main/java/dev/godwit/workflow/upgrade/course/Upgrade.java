package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.call.Options;
import dev.godwit.workflow.upgrade.UpgradeInput;
import dev.godwit.workflow.upgrade.UpgradeReport;
import dev.godwit.workflow.upgrade.UpgradeWorkflow;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import dev.godwit.workflow.upgrade.search.Bump;
import io.temporal.workflow.Workflow;
import java.util.List;

/** The course of one upgrade, with activities on the project's queue. */
public final class Upgrade implements UpgradeWorkflow {

    @Override
    public UpgradeReport upgrade(UpgradeInput input) {
        Base base = with(input, "find where to begin").findBase(input);
        Calls calls = new Calls(input, base);
        Course.Arrival arrival = new Course(calls, base.commit(), input.majors()).go();
        return new UpgradeReport(
                Contract.runName(input.target(), input.name()),
                calls.branch,
                base.commit(),
                arrival.head(),
                arrival.baseline().kind() + ": " + arrival.baseline().note(),
                arrival.fates());
    }

    private static UpgradeActivities with(UpgradeInput input, String summary) {
        return Workflow.newActivityStub(
                UpgradeActivities.class, Options.project(input.queue(), summary));
    }

    private static final class Calls implements Steps {

        private final UpgradeInput input;
        private final Base base;
        private String branch = "";

        Calls(UpgradeInput input, Base base) {
            this.input = input;
            this.base = base;
        }

        @Override
        public Judged probe(String commit, List<Bump> bumps) {
            return with(input, summary(bumps)).probe(new ProbeTask(input, base, commit, bumps));
        }

        @Override
        public Survey survey(String commit) {
            return with(input, "ask what could move")
                    .survey(new ProbeTask(input, base, commit, List.of()));
        }

        @Override
        public void keep(String commit) {
            branch =
                    with(input, "keep " + commit.substring(0, Math.min(8, commit.length())))
                            .keep(new ProbeTask(input, base, commit, List.of()));
        }

        private static String summary(List<Bump> bumps) {
            return switch (bumps.size()) {
                case 0 -> "test the project as it is";
                case 1 -> "try " + bumps.getFirst();
                default -> "try " + bumps.size() + " together, from " + bumps.getFirst().name();
            };
        }
    }
}
