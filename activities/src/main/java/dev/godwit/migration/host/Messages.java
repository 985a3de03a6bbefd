package dev.godwit.migration.host;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.StepInfo.Kind;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.message.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine's records as a workflow sees them: numbers, kinds, words; no SQL. */
public final class Messages {

    private Messages() {}

    /**
     * What preflight answered.
     *
     * @param guarded whether the target is protected
     * @param tells whether anybody asked to be told
     */
    public static Prepared prepared(
            Answer answer, String target, String run, boolean guarded, boolean tells) {
        return new Prepared(
                Prepared.Verdict.valueOf(answer.verdict().name()),
                new RunRef(target, answer.run(), run),
                steps(answer.steps()),
                gates(answer.options().gates()),
                answer.options().hold(),
                answer.options().onFailure(),
                findings(answer.findings(), "phase preflight, run " + run),
                answer.startedBy(),
                guarded,
                tells);
    }

    /**
     * Problems as people read them.
     *
     * @param where used when a problem does not say it
     */
    public static List<Finding> findings(List<Problem> problems, String where) {
        return problems.stream().map(problem -> finding(problem, where)).toList();
    }

    /**
     * A problem as people read it.
     *
     * @param where used when the problem does not say it
     */
    public static Finding finding(Problem problem, String where) {
        return new Finding(
                problem.code(),
                problem.what(),
                problem.where().isEmpty() ? where : problem.where(),
                problem.because(),
                problem.next());
    }

    /** Numbers, phases, kinds and summaries. */
    public static List<StepInfo> steps(List<Step> steps) {
        return steps.stream().map(Messages::step).toList();
    }

    /** A gate, without its query. */
    public static Gate gate(StoredGate stored) {
        return new Gate(
                Gate.Kind.valueOf(stored.kind()), stored.after(), stored.timeout(), stored.check());
    }

    private static StepInfo step(Step step) {
        Phase phase = Phase.valueOf(step.stage().name());
        return switch (step.work()) {
            case Work.Fill fill -> filled(step, phase, fill.lanes());
            case RowWork rows -> step(step, phase, rows);
            case ShadowWork.CopyRows copy -> filled(step, phase, copy.lanes());
            case ShadowWork.ProveTwin twin -> sliced(step, phase, Kind.PROVE, 1);
            case ShadowWork.CatchUp behind -> statement(step, phase);
            case Work.KeepColumn keep -> filled(step, phase, 1);
            case Work.Prove prove -> sliced(step, phase, Kind.PROVE, prove.lanes());
            case Work.ProveQuery query -> sliced(step, phase, Kind.PROVE, 1);
            case Work.Ddl ddl -> statement(step, phase);
            case Work.BuildIndex index -> statement(step, phase);
            case Work.DropIndex index -> statement(step, phase);
            case ObjectWork object -> statement(step, phase);
            case Work.RunSql sql -> statement(step, phase);
            case Work.RestoreNulls restore -> statement(step, phase);
            case Work.PutBack back -> statement(step, phase);
            case Work.DropProven drop -> statement(step, phase);
            case ScriptWork.Script script -> statement(step, phase);
            case ScriptWork.Unscript script -> statement(step, phase);
            case ScriptWork.Repair repair -> statement(step, phase);
            case ScriptWork.Unrepair back -> statement(step, phase);
        };
    }

    private static StepInfo step(Step step, Phase phase, RowWork rows) {
        return switch (rows) {
            case RowWork.FillAll fill -> filled(step, phase, fill.lanes());
            case RowWork.RunBody body -> filled(step, phase, body.lanes());
            case RowWork.DeleteRows delete -> filled(step, phase, delete.lanes());
            case RowWork.ProveNone none -> sliced(step, phase, Kind.PROVE, 1);
            case RowWork.GiveBack back -> statement(step, phase);
            case RowWork.RunBack back -> statement(step, phase);
            case RowWork.PutRows put -> statement(step, phase);
        };
    }

    private static StepInfo filled(Step step, Phase phase, int lanes) {
        return sliced(step, phase, Kind.FILL, lanes);
    }

    private static StepInfo sliced(Step step, Phase phase, Kind kind, int lanes) {
        return new StepInfo(step.number(), phase, kind, step.summary(), Math.max(1, lanes));
    }

    private static StepInfo statement(Step step, Phase phase) {
        return new StepInfo(step.number(), phase, Kind.STATEMENT, step.summary(), 1);
    }

    private static Map<String, Gate> gates(Map<String, StoredGate> stored) {
        Map<String, Gate> gates = new HashMap<>();
        stored.forEach((phase, gate) -> gates.put(phase, gate(gate)));
        return gates;
    }
}
