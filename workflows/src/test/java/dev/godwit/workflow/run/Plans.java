package dev.godwit.workflow.run;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.StepInfo.Kind;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What preflight says in tests: one step in each phase, unless a test wants it otherwise. */
final class Plans {

    static final RunRef RUN = new RunRef("shop", 7, "shop/split");

    private Plans() {}

    static Prepared split() {
        return with(1, Map.of(), Duration.ZERO, "");
    }

    static Prepared lanes(int lanes) {
        return with(lanes, Map.of(), Duration.ZERO, "");
    }

    static Prepared gate(String before, Gate.Kind kind, Duration after) {
        return with(1, Map.of(before, new Gate(kind, after)), Duration.ZERO, "");
    }

    static Prepared gate(String before, Gate gate) {
        return with(1, Map.of(before, gate), Duration.ZERO, "");
    }

    static Prepared laned(int lanes, String before, Gate.Kind kind) {
        return with(lanes, Map.of(before, new Gate(kind, Duration.ZERO)), Duration.ZERO, "");
    }

    /** On a protected target. */
    static Prepared guarded(Prepared prepared, String startedBy) {
        return marked(prepared, startedBy, true, false);
    }

    /** With somebody who wants to be told. */
    static Prepared told(Prepared prepared) {
        return marked(prepared, "ann@desk", false, true);
    }

    private static Prepared marked(
            Prepared prepared, String startedBy, boolean fourEyes, boolean tells) {
        return new Prepared(
                prepared.verdict(),
                prepared.run(),
                prepared.steps(),
                prepared.gates(),
                prepared.hold(),
                prepared.onFailure(),
                prepared.findings(),
                startedBy,
                fourEyes,
                tells);
    }

    static Prepared hold(Duration hold) {
        return with(1, Map.of(), hold, "");
    }

    static Prepared onFailure(String rule) {
        return with(1, Map.of(), Duration.ZERO, rule);
    }

    static Prepared verdict(Prepared.Verdict verdict, Finding... findings) {
        return new Prepared(
                verdict,
                new RunRef("shop", 0, "shop/split"),
                List.of(),
                Map.of(),
                Duration.ZERO,
                "",
                List.of(findings));
    }

    static List<StepInfo> undo() {
        return List.of(
                step(5, Phase.CONTRACT, Kind.STATEMENT, 1),
                step(4, Phase.CONSTRAIN, Kind.STATEMENT, 1),
                step(1, Phase.APPLY, Kind.STATEMENT, 1));
    }

    static MigrationInput input(boolean attributes) {
        return new MigrationInput(
                Contract.VERSION,
                "shop",
                "shop",
                "split",
                "split.yaml",
                "migration: split",
                "abc",
                "ann@desk",
                attributes);
    }

    private static Prepared with(
            int lanes, Map<String, Gate> gates, Duration hold, String onFailure) {
        return new Prepared(
                Prepared.Verdict.READY,
                RUN,
                List.of(
                        step(1, Phase.APPLY, Kind.STATEMENT, 1),
                        step(2, Phase.BACKFILL, Kind.FILL, lanes),
                        step(3, Phase.VERIFY, Kind.PROVE, 1),
                        step(4, Phase.CONSTRAIN, Kind.STATEMENT, 1),
                        step(5, Phase.CONTRACT, Kind.STATEMENT, 1)),
                gates,
                hold,
                onFailure,
                List.of());
    }

    private static StepInfo step(int number, Phase phase, Kind kind, int lanes) {
        return new StepInfo(number, phase, kind, "step " + number + " of the test", lanes);
    }
}
