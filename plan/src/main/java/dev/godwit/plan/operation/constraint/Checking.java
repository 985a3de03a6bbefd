package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;

/** A check on rows that are there: for new rows at once, then for all compared and validated. */
public final class Checking {

    private Checking() {}

    /** Adds the steps. */
    public static void add(Draft draft, String word, Table table, CheckSpec check, Location at) {
        NameRule.freeConstraint(check.name(), table, at, draft);
        if (ExpressionRule.over("check", check.constraint(), table, at, draft).isEmpty()) {
            return;
        }
        String quoted = Identifier.quote(check.name());
        draft.step(
                Stage.APPLY,
                word,
                "check " + check.name() + " for new rows of " + table.name(),
                Work.Ddl.alter(
                        table.name(),
                        "add constraint " + quoted + " " + check.definition() + " not valid"),
                Work.Ddl.alter(table.name(), "drop constraint if exists " + quoted));
        draft.step(
                Stage.VERIFY,
                word,
                "look for rows of " + table.name() + " that " + check.name() + " forbids",
                new Work.Prove(
                        table.name(),
                        "(" + check.constraint() + "\n) is false",
                        RowKey.of(table),
                        null));
        draft.step(
                Stage.CONSTRAIN,
                word,
                "validate " + check.name() + " of " + table.name(),
                Work.Ddl.validate(table.name(), check.name()));
    }
}
