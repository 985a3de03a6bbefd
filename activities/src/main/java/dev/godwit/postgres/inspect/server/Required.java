package dev.godwit.postgres.inspect.server;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.preflight.rule.Rule;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What preflight demands of every target, whatever the plan.
 *
 * @param said a query: what to say when the rule is content
 */
public record Required(String name, Rule rule, String said) implements Look {

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        Rule.Subject nothing =
                new Rule.Subject("", new LiveSchema(0, List.of(), List.of(), List.of()), List.of());
        List<Problem> problems = rule.check(connection, nothing);
        return problems.isEmpty()
                ? List.of(
                        Check.ok(
                                name,
                                Rows.of(connection, said, row -> row.getString(1)).getFirst()))
                : problems.stream()
                        .map(
                                problem ->
                                        new Check(
                                                name,
                                                Level.FAILURE,
                                                problem.what(),
                                                problem.because(),
                                                problem.next()))
                        .toList();
    }
}
