package dev.godwit.migration;

import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.preflight.PreparedRun;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Gate;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine's words in the workflow's words. */
final class Mapping {

    private Mapping() {}

    static Prepared prepared(String target, String name, PreparedRun prepared) {
        Run run = prepared.run();
        Prepared.Verdict verdict = Prepared.Verdict.valueOf(prepared.verdict().name());
        List<dev.godwit.workflow.message.Finding> findings =
                prepared.findings().stream()
                        .map(problem -> Failures.finding(problem, "preflight of " + name))
                        .toList();
        if (run == null) {
            return new Prepared(
                    verdict,
                    new RunRef(target, 0, name),
                    List.of(),
                    Map.of(),
                    Duration.ZERO,
                    "",
                    findings);
        }
        RunOptions options = RunOptions.of(run);
        Map<String, Gate> gates = new HashMap<>();
        options.gates()
                .forEach(
                        (phase, gate) ->
                                gates.put(
                                        phase,
                                        new Gate(Gate.Kind.valueOf(gate.kind()), gate.after())));
        return new Prepared(
                verdict,
                new RunRef(target, run.id(), name),
                prepared.steps().stream().map(Mapping::info).toList(),
                gates,
                options.hold(),
                options.onFailure(),
                findings);
    }

    static StepInfo info(Step step) {
        StepInfo.Kind kind =
                switch (step.work()) {
                    case Work.Fill fill -> StepInfo.Kind.FILL;
                    case Work.Prove prove -> StepInfo.Kind.PROVE;
                    case Work.ProveQuery query -> StepInfo.Kind.PROVE;
                    default -> StepInfo.Kind.STATEMENT;
                };
        int lanes = step.work() instanceof Work.Fill fill ? fill.lanes() : 1;
        return new StepInfo(
                step.number(), Phase.valueOf(step.stage().name()), kind, step.summary(), lanes);
    }
}
