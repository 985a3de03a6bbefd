package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.preflight.rule.EventTriggerRule;
import dev.godwit.postgres.preflight.rule.FunctionRule;
import dev.godwit.postgres.preflight.rule.OwnerRule;
import dev.godwit.postgres.preflight.rule.PublicationRule;
import dev.godwit.postgres.preflight.rule.RowSecurityRule;
import dev.godwit.postgres.preflight.rule.Rule;
import dev.godwit.postgres.preflight.rule.ServerRule;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rules that need the live database. */
final class LiveRules {

    private static final List<Rule> ALL =
            List.of(
                    new ServerRule(),
                    new OwnerRule(),
                    new RowSecurityRule(),
                    new EventTriggerRule(),
                    new PublicationRule(),
                    new FunctionRule());

    private LiveRules() {}

    /** All refusals at once. */
    static List<Problem> check(Database database, LiveSchema schema, Compilation compilation)
            throws SQLException {
        List<Problem> refusals = new ArrayList<>();
        for (Rule rule : ALL) {
            refusals.addAll(
                    database.inTransaction(
                            Scope.state("godwit preflight"),
                            connection -> rule.check(connection, schema, compilation)));
        }
        return refusals;
    }
}
