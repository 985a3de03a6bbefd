package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.preflight.rule.BodyTrial;
import dev.godwit.postgres.preflight.rule.CopiedTables;
import dev.godwit.postgres.preflight.rule.DdlTrial;
import dev.godwit.postgres.preflight.rule.NamesTaken;
import dev.godwit.postgres.preflight.rule.OtherRun;
import dev.godwit.postgres.preflight.rule.Publications;
import dev.godwit.postgres.preflight.rule.RowSecurity;
import dev.godwit.postgres.preflight.rule.Rule;
import dev.godwit.postgres.preflight.rule.TableOwner;
import dev.godwit.postgres.preflight.trial.ExpressionTrial;
import dev.godwit.postgres.preflight.trial.TrialGround;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All rules and trials of a compiled plan, so that all its problems are told at once. */
final class TargetCheck {

    /** Without these a trial would only repeat the refusal in other words. */
    private static final List<Rule> ACCESS = List.of(new TableOwner(), new DdlTrial());

    private static final List<Rule> OTHERS =
            List.of(
                    new RowSecurity(),
                    new Publications(),
                    new NamesTaken(),
                    new CopiedTables(),
                    new OtherRun(),
                    new BodyTrial());

    private final TrialGround ground;

    TargetCheck(TrialGround ground) {
        this.ground = ground;
    }

    /** What forbids the run on this target; empty when nothing does. */
    List<Problem> run(String source, LiveSchema schema, Compilation compiled, Attempt attempt)
            throws SQLException {
        Rule.Subject subject = new Rule.Subject(source, schema, compiled.steps());
        List<Problem> problems = new ArrayList<>(check(ACCESS, subject));
        boolean tried = problems.isEmpty() && compiled.rejections().isEmpty();
        problems.addAll(check(OTHERS, subject));
        if (tried) {
            ExpressionTrial trials = new ExpressionTrial(ground);
            for (Trial trial : compiled.trials()) {
                attempt.check();
                problems.addAll(trials.run(trial, schema, attempt));
            }
        }
        return problems;
    }

    private List<Problem> check(List<Rule> rules, Rule.Subject subject) throws SQLException {
        return ground.tryOut(
                Scope.state("godwit preflight"),
                connection -> {
                    List<Problem> problems = new ArrayList<>();
                    for (Rule rule : rules) {
                        problems.addAll(rule.check(connection, subject));
                    }
                    return problems;
                });
    }
}
