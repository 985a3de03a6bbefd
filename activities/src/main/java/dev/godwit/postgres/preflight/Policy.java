package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.plan.sql.Destruction;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.snapshot.mode.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the worker's configuration allows on a target.
 *
 * @param guarded whether the target is {@code protected}
 * @param checks names of the checks that gates may ask
 * @param snapshots what a plan's snapshot may ask for
 */
public record Policy(boolean guarded, Set<String> checks, Preconditions snapshots) {

    /** A target that is not protected, of a worker without checks. */
    public static final Policy OPEN = new Policy(false, Set.of());

    private static final String NO_CHECK = "GW-271";
    private static final String NO_SNAPSHOT = "GW-272";

    public Policy {
        checks = Set.copyOf(checks);
    }

    /** Of a worker without hooks and without a store for snapshots. */
    public Policy(boolean guarded, Set<String> checks) {
        this(guarded, checks, Preconditions.NOTHING);
    }

    /** What forbids the run; empty when nothing does. */
    List<Problem> refusals(String source, SnapshotMode snapshot, Compilation compiled) {
        List<Problem> problems = new ArrayList<>();
        Map<String, GateSpec> gates = new TreeMap<>(compiled.gates());
        gates.forEach(
                (key, gate) -> {
                    String check = gate.check();
                    if (check != null && !checks.contains(check)) {
                        problems.add(unknown(source, "the gate " + key, check));
                    }
                });
        if (guarded && snapshot == SnapshotMode.NONE) {
            List<String> gone = destroyed(compiled.steps());
            if (!gone.isEmpty()) {
                problems.add(
                        new Problem(
                                NO_SNAPSHOT,
                                "on a protected target nothing is destroyed with snapshot: none",
                                source,
                                "could not be brought back: " + String.join("; ", gone),
                                "leave snapshot out of the plan"));
            }
        }
        return problems;
    }

    /** The same of what slows the work down. */
    List<Problem> refusals(String source, ThrottleSpec throttle) {
        String check = throttle.check();
        return check == null || checks.contains(check)
                ? List.of()
                : List.of(unknown(source, "throttle", check));
    }

    private Problem unknown(String source, String asker, String check) {
        return new Problem(
                NO_CHECK,
                "the worker of this target has no check \"" + check + "\"",
                source,
                "%s asks it".formatted(asker),
                checks.isEmpty()
                        ? "name it under checks: in the worker's godwit.yaml"
                        : Problems.suggestion(check, new TreeSet<>(checks)));
    }

    private static List<String> destroyed(List<Step> steps) {
        List<String> gone = new ArrayList<>();
        for (Step step : steps) {
            gone.addAll(step.losses());
            if (step.work() instanceof Work.RunSql sql && step.losses().isEmpty()) {
                destructive(sql).stream()
                        .map(words -> "what %s takes away (%s)".formatted(words, step.summary()))
                        .forEach(gone::add);
            }
        }
        return gone;
    }

    private static List<String> destructive(Work.RunSql sql) {
        try {
            return Destruction.in(sql.statements());
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException("checked before: " + failure.getMessage(), failure);
        }
    }
}
