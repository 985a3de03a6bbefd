package dev.godwit.plan.operation.sql;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of the user's own, in one transaction, exactly once. */
@Doc("Statements of your own, in one transaction, exactly once")
public record RawSql(
        @Doc("One or more statements") String up,
        @Doc("What takes them back") @Nullable String down,
        @Doc("Whether they are run in contract, not in apply") @Nullable Boolean onComplete,
        Location at)
        implements Operation {

    private static final String WORD = "sql";

    @Override
    public List<QualifiedName> tables() {
        return List.of(); // unknown: what the statements touch is not locked against other runs
    }

    @Override
    public void check(Problems problems) {
        check("up", up, problems);
        if (down != null) {
            check("down", down, problems);
        }
    }

    @Override
    public void compile(Draft draft) {
        List<Work> undo = down == null ? List.of() : List.of(new Work.RunSql(statements(down)));
        List<String> losses =
                down == null
                        ? List.of("what the sql operation of " + at + " does stays: it has no down")
                        : List.of();
        draft.step(
                Boolean.TRUE.equals(onComplete) ? Stage.CONTRACT : Stage.APPLY,
                WORD,
                "run the SQL of " + at,
                new Work.RunSql(statements(up)),
                undo,
                losses);
    }

    private void check(String key, String script, Problems problems) {
        try {
            Statements statements = Statements.parse(script);
            if (statements.texts().isEmpty()) {
                problems.add(
                        "GW-111", at, key + " holds no statement", "", "write one, or remove it");
            }
            statements
                    .untransactional()
                    .forEach(
                            words ->
                                    problems.add(
                                            "GW-117",
                                            at,
                                            key + " cannot run in a transaction: " + words,
                                            "a transaction is what makes it happen exactly once",
                                            "use the operation for it, for example create_index"));
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-111", at, key + " is not SQL: " + failure.getMessage(), "", "correct it");
        }
    }

    private static List<String> statements(String script) {
        try {
            return Statements.parse(script).texts();
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException("checked before: " + failure.getMessage(), failure);
        }
    }
}
