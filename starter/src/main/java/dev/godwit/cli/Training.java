package dev.godwit.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.godwit.config.Payloads;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.MigrationReport;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionCompletedEventAttributes;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.common.converter.DataConverter;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher runs once, to fill its cache of classes: a command, and before it what commands
 * load only when a server has answered. Nobody answers during the training.
 */
public final class Training {

    private Training() {}

    /** Reads made-up answers, then runs the command. */
    public static void main(String[] arguments) throws InvalidProtocolBufferException {
        answers();
        Godwit.main(arguments);
    }

    /** As they come from a server for a run that has ended. */
    static void answers() throws InvalidProtocolBufferException {
        DataConverter converter = Payloads.converter();
        MigrationReport report =
                new MigrationReport(
                        "a/b",
                        Outcome.DONE,
                        Phase.DONE,
                        1,
                        0,
                        1,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        "");
        HistoryEvent end =
                HistoryEvent.newBuilder()
                        .setWorkflowExecutionCompletedEventAttributes(
                                WorkflowExecutionCompletedEventAttributes.newBuilder()
                                        .setResult(converter.toPayloads(report).orElseThrow()))
                        .build();
        byte[] history =
                GetWorkflowExecutionHistoryResponse.newBuilder()
                        .setHistory(History.newBuilder().addEvents(end))
                        .build()
                        .toByteArray();
        converter.fromPayloads(
                0,
                Optional.of(
                        GetWorkflowExecutionHistoryResponse.parseFrom(history)
                                .getHistory()
                                .getEvents(0)
                                .getWorkflowExecutionCompletedEventAttributes()
                                .getResult()),
                MigrationReport.class,
                MigrationReport.class);
        Payload word = converter.toPayload("word").orElseThrow();
        byte[] description =
                DescribeWorkflowExecutionResponse.newBuilder()
                        .setWorkflowExecutionInfo(
                                WorkflowExecutionInfo.newBuilder()
                                        .setMemo(Memo.newBuilder().putFields("planHash", word)))
                        .build()
                        .toByteArray();
        DescribeWorkflowExecutionResponse.parseFrom(description);
    }
}
