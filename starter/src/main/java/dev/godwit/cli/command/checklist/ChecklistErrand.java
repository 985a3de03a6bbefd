package dev.godwit.cli.command.checklist;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.checklist.ChecklistInput;
import dev.godwit.workflow.checklist.ChecklistInput.Elsewhere;
import dev.godwit.workflow.checklist.Evidence;
import dev.godwit.workflow.checklist.Evidence.Silent;
import io.temporal.api.enums.v1.TaskQueueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Has workers gather what a run's target, and the others, have recorded. */
record ChecklistErrand(Session session, RunHandle run) {

    private static final String SILENT = "GW-771";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Evidence gather() {
        String queue = session.targets().queue(run.target());
        Pollers.check(session.link(), queue);
        List<Elsewhere> others = new ArrayList<>();
        List<Silent> silent = new ArrayList<>();
        for (String name : session.targets().databases()) {
            if (!name.equals(run.target())) {
                String other = session.targets().queue(name);
                if (polled(other)) {
                    others.add(new Elsewhere(name, other));
                } else {
                    silent.add(new Silent(name, "no worker polls its queue"));
                }
            }
        }
        Evidence found =
                ask(new ChecklistInput(Contract.VERSION, run.target(), queue, run.name(), others));
        silent.addAll(found.silent());
        return new Evidence(found.run(), found.trials(), silent);
    }

    private boolean polled(String queue) {
        return Pollers.of(
                        session.link(),
                        Contract.activityQueue(queue),
                        TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                .stream()
                .anyMatch(Pollers.Poller::fresh);
    }

    private Evidence ask(ChecklistInput input) {
        Errand errand =
                new Errand(
                        "ChecklistWorkflow",
                        "godwit-checklist/%s/%s".formatted(run.name(), UUID.randomUUID()),
                        run.name() + ": what is recorded of it, and of the same elsewhere?",
                        PATIENCE);
        return errand.answer(
                session.link(),
                input,
                Evidence.class,
                ExitCode.UNREACHABLE,
                SILENT,
                "the record of %s has not been read in time".formatted(run.name()));
    }
}
