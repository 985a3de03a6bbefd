package dev.godwit.workflow.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.checklist.ChecklistInput.Elsewhere;
import dev.godwit.workflow.checklist.Evidence.Silent;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChecklistTest {

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

    @BeforeEach
    void start() {
        Registration.register(environment.newWorker(Contract.WORKFLOW_QUEUE));
        for (String queue : List.of("live", "staging", "broken")) {
            environment
                    .newWorker(Contract.activityQueue(queue))
                    .registerActivitiesImplementations(new Targets());
        }
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    @Test
    void othersAreAskedAndWhoDoesNotAnswerIsNamed() {
        Evidence evidence = gather("live/known");
        assertThat(evidence.run()).isNotNull();
        assertThat(evidence.trials()).extracting(Trial::target).containsExactly("live", "staging");
        assertThat(evidence.silent())
                .containsExactly(
                        new Silent("broken", "the database is away"),
                        new Silent("nobody", "it has not answered in time"));
    }

    @Test
    void nobodyIsAskedAboutARunThatIsNotThere() {
        assertThat(gather("live/unknown")).isEqualTo(new Evidence(null, List.of(), List.of()));
    }

    private Evidence gather(String run) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        ChecklistWorkflow.class,
                        WorkflowOptions.newBuilder().setTaskQueue(Contract.WORKFLOW_QUEUE).build())
                .gather(
                        new ChecklistInput(
                                Contract.VERSION,
                                "live",
                                "live",
                                run,
                                List.of(
                                        new Elsewhere("staging", "staging"),
                                        new Elsewhere("broken", "broken"),
                                        new Elsewhere("nobody", "nobody"))));
    }

    private static final class Targets implements ChecklistActivities {

        @Override
        public Looked lookAtRun(LookInput input) {
            return new Looked(
                    input.run().endsWith("unknown")
                            ? null
                            : new RunFacts(
                                    1,
                                    input.run(),
                                    "p.yaml",
                                    "hash",
                                    "DONE",
                                    "DONE",
                                    "ann",
                                    "",
                                    "",
                                    false,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    new RunFacts.Lock("", 0, 0),
                                    ""));
        }

        @Override
        public Trials findTrials(TrialsInput input) {
            if (input.target().equals("broken")) {
                throw ApplicationFailure.newFailure("the database is away", "RETRY");
            }
            assertThat(input.hash()).isEqualTo("hash");
            return new Trials(
                    List.of(
                            new Trial(
                                    input.target(),
                                    input.target() + "/p",
                                    1,
                                    "DONE",
                                    "ann",
                                    "",
                                    "",
                                    List.of())));
        }
    }
}
