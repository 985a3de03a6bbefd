package dev.godwit.cli.command.drift;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.drift.DriftInput;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/** Has a target compared again and again: one Temporal Schedule for each target. */
final class DriftSchedule {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final TemporalLink link;
    private final String target;

    DriftSchedule(TemporalLink link, String target) {
        this.link = link;
        this.target = target;
    }

    String id() {
        return "godwit-drift/" + target;
    }

    /** From now on, as often as that; instead of what was said before. */
    void every(Duration interval, DriftInput input) {
        Schedule schedule =
                Schedule.newBuilder()
                        .setAction(action(input))
                        .setSpec(
                                ScheduleSpec.newBuilder()
                                        .setIntervals(List.of(new ScheduleIntervalSpec(interval)))
                                        .build())
                        .setPolicy(
                                SchedulePolicy.newBuilder()
                                        .setOverlap(
                                                ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                                        .build())
                        .build();
        link.within(
                () -> {
                    try {
                        return client().createSchedule(
                                        id(), schedule, ScheduleOptions.newBuilder().build());
                    } catch (ScheduleAlreadyRunningException there) {
                        client().getHandle(id()).update(now -> new ScheduleUpdate(schedule));
                        return client().getHandle(id());
                    }
                });
    }

    /** No more. @return whether there was one */
    boolean off() {
        return link.within(
                () -> {
                    try {
                        client().getHandle(id()).delete();
                        return true;
                    } catch (ScheduleException none) {
                        return false;
                    }
                });
    }

    private static ScheduleActionStartWorkflow action(DriftInput input) {
        return ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(DriftErrand.WORKFLOW)
                .setArguments(input)
                .setOptions(
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("godwit-drift/" + input.target() + "/scheduled")
                                .setTaskQueue(Contract.WORKFLOW_QUEUE)
                                .setWorkflowRunTimeout(LONGEST)
                                .setStaticSummary(DriftErrand.summary(input))
                                // The SDK cannot read a schedule again that has a summary alone.
                                .setStaticDetails("asked by " + input.actor())
                                .build())
                .build();
    }

    private ScheduleClient client() {
        WorkflowClientOptions options = link.client().getOptions();
        return ScheduleClient.newInstance(
                link.stubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(options.getNamespace())
                        .setIdentity(options.getIdentity())
                        .setDataConverter(options.getDataConverter())
                        .build());
    }
}
