package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One reason to refuse a plan on this database. */
public interface Rule {

    /** What has to be refused; empty when nothing. Reads only. */
    List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException;
}
