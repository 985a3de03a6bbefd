package dev.godwit.cli.run;

import dev.godwit.cli.view.Live;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the activities of a workflow are at, as their heartbeats and failures tell the server. */
public final class PendingWork {

    private PendingWork() {}

    /** Sums up what they say. */
    public static Live of(WorkflowExecutionDescription description, DataConverter converter) {
        List<PendingActivityInfo> pending =
                description.getRawDescription().getPendingActivitiesList();
        List<String> heartbeats =
                pending.stream()
                        .map(activity -> words(activity, converter))
                        .filter(words -> !words.isEmpty())
                        .toList();
        String trouble =
                pending.stream()
                        .filter(activity -> activity.getAttempt() > 1 && activity.hasLastFailure())
                        .map(PendingWork::trouble)
                        .findFirst()
                        .orElse("");
        return Live.of(heartbeats, paused(description).orElse(trouble));
    }

    /** Somebody has paused an activity in the Temporal UI: the history does not say so. */
    static Optional<String> paused(WorkflowExecutionDescription description) {
        return description.getRawDescription().getPendingActivitiesList().stream()
                .filter(PendingActivityInfo::getPaused)
                .findFirst()
                .map(
                        activity ->
                                ("paused in the Temporal UI or CLI; goes on with: temporal activity"
                                                + " unpause --workflow-id %s --activity-id %s")
                                        .formatted(
                                                description.getExecution().getWorkflowId(),
                                                activity.getActivityId()));
    }

    private static String trouble(PendingActivityInfo activity) {
        return "attempt %d, the one before failed: %s"
                .formatted(activity.getAttempt(), activity.getLastFailure().getMessage());
    }

    private static String words(PendingActivityInfo activity, DataConverter converter) {
        if (activity.getHeartbeatDetails().getPayloadsCount() == 0) {
            return "";
        }
        try {
            return Objects.requireNonNullElse(
                    converter.fromPayload(
                            activity.getHeartbeatDetails().getPayloads(0),
                            String.class,
                            String.class),
                    "");
        } catch (DataConverterException notWords) {
            return "";
        }
    }
}
