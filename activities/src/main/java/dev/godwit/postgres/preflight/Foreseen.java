package dev.godwit.postgres.preflight;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.DefinitionHash;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.preflight.trial.CopyTrial;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a plan would be, of which nothing is stored.
 *
 * @param problems why it must not be begun
 * @param steps as compiled; empty unless READY
 * @param options with what people should know
 * @param tables as they were seen; empty for migrations of a project
 * @param definition of those tables; null for migrations of a project
 * @param project null unless it applies migrations of one
 * @param underWay the open run whose steps these are; null where none is stored
 * @param copied how it would be with tables copied; null where nobody has looked, or where that
 *     does not come into question
 */
public record Foreseen(
        Verdict verdict,
        List<Problem> problems,
        List<Step> steps,
        RunOptions options,
        List<Table> tables,
        @Nullable DefinitionHash definition,
        @Nullable OfProject project,
        @Nullable Run underWay,
        CopyTrial.@Nullable Found copied) {

    public Foreseen {
        problems = List.copyOf(problems);
        steps = List.copyOf(steps);
        tables = List.copyOf(tables);
    }

    /**
     * Migrations of a project.
     *
     * @param history the record that they add to; one open run at a time
     * @param tried lines for the ledger about ways back that were found by trying
     */
    record OfProject(String history, List<String> tried) {}

    static Foreseen no(Verdict verdict, List<Problem> problems) {
        return new Foreseen(
                verdict, problems, List.of(), Answer.NONE, List.of(), null, null, null, null);
    }

    static Foreseen of(Answer answer) {
        return no(answer.verdict(), answer.findings());
    }

    static Foreseen ready(
            List<Step> steps, RunOptions options, List<Table> tables, DefinitionHash definition) {
        return new Foreseen(
                Verdict.READY, List.of(), steps, options, tables, definition, null, null, null);
    }

    static Foreseen ready(List<Step> steps, RunOptions options, OfProject project) {
        return new Foreseen(
                Verdict.READY, List.of(), steps, options, List.of(), null, project, null, null);
    }

    static Foreseen underWay(Run run, List<Step> steps) {
        return new Foreseen(
                Verdict.READY,
                List.of(),
                steps,
                RunOptions.of(run),
                List.of(),
                null,
                null,
                run,
                null);
    }

    /** The same with more to tell people. */
    Foreseen noticing(List<Problem> more) {
        return new Foreseen(
                verdict,
                problems,
                steps,
                options.noticing(more),
                tables,
                definition,
                project,
                underWay,
                copied);
    }

    /** The same with how it would be with tables copied. */
    Foreseen with(Optional<CopyTrial.Found> copy) {
        return new Foreseen(
                verdict,
                problems,
                steps,
                options,
                tables,
                definition,
                project,
                underWay,
                copy.orElse(null));
    }
}
