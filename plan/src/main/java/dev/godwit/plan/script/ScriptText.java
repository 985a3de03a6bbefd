package dev.godwit.plan.script;

import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.Statements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a file of SQL. */
public final class ScriptText {

    private ScriptText() {}

    /** Its statements; null when it is no SQL, which is noted as a problem. */
    public static @Nullable List<String> statements(String sql, Location at, Problems problems) {
        try {
            return Statements.parseFramed(sql).texts();
        } catch (Statements.NotSqlException wrong) {
            problems.add(
                    "GW-703", at, "this is not SQL: " + wrong.getMessage(), "", "correct the file");
            return null;
        }
    }
}
