package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that is copied has nothing that its copy would not have: what a plan does not see is
 * looked for, and the copy is made, with its indexes, and taken back.
 */
public final class CopiedTables implements Rule {

    private static final String CODE = "GW-289";
    private static final String NEXT =
            "take that away in a plan before this one, or leave backfill.strategy out: a second column can do it";

    private static final String STANDING =
            """
            with t as (select c.* from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(?))
            select 'publication ' || p.pubname from t join pg_catalog.pg_namespace n on n.oid = t.relnamespace
              join pg_catalog.pg_publication_tables p on p.schemaname = n.nspname and p.tablename = t.relname
            union all select 'policy ' || p.polname from t join pg_catalog.pg_policy p on p.polrelid = t.oid
            union all select 'extended statistics ' || s.stxname from t join pg_catalog.pg_statistic_ext s on s.stxrelid = t.oid
            union all select 'a type that it is a table of' from t where reloftype <> 0
            union all select 'a table access method of its own' from t join pg_catalog.pg_am a on a.oid = t.relam where a.amname <> 'heap'
            union all select 'security label' from t where exists (select from pg_catalog.pg_seclabel l where l.objoid = t.oid and l.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass)
            union all select 'extension ' || e.extname from t join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = t.oid and d.deptype = 'e'
              join pg_catalog.pg_extension e on e.oid = d.refobjid
            union all select 'CLUSTER ON ' || i.relname from t join pg_catalog.pg_index x on x.indrelid = t.oid and x.indisclustered join pg_catalog.pg_class i on i.oid = x.indexrelid
            union all select 'index ' || i.relname || ' in a tablespace of its own' from t join pg_catalog.pg_index x on x.indrelid = t.oid
              join pg_catalog.pg_class i on i.oid = x.indexrelid where i.reltablespace <> 0
            union all select 'statistics target of index ' || i.relname from t join pg_catalog.pg_index x on x.indrelid = t.oid
              join pg_catalog.pg_class i on i.oid = x.indexrelid where exists (select from pg_catalog.pg_attribute a where a.attrelid = i.oid and a.attstattarget >= 0)
            union all select pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) || ', which uses its row type' from t
              join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.deptype = 'n'
               and d.refobjid in (t.reltype, (select y.typarray from pg_catalog.pg_type y where y.oid = t.reltype))
            order by 1
            """;

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (Step step : subject.steps()) {
            if (step.work() instanceof CopyRows copy) {
                List<String> standing = standing(connection, copy);
                if (standing.isEmpty()) {
                    problems.addAll(made(connection, subject, copy));
                } else {
                    problems.add(
                            new Problem(
                                    CODE,
                                    "%s cannot be copied with %s"
                                            .formatted(copy.table(), String.join(", ", standing)),
                                    subject.source(),
                                    "the copy that takes its place would not have it",
                                    NEXT));
                }
            }
        }
        return problems;
    }

    private static List<String> standing(Connection connection, CopyRows copy) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setString(1, copy.table().sql());
            return Rule.first(select);
        }
    }

    private static List<Problem> made(Connection connection, Subject subject, CopyRows copy)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(
                    "set local search_path = "
                            + Scope.expressionPath(Identifier.quote(copy.table().schema())));
            for (String sql : making(subject, copy)) {
                statement.execute(sql);
            }
            connection.rollback(before);
            return List.of();
        } catch (SQLException failure) {
            if (!SqlFailure.refused(failure)) {
                throw failure;
            }
            connection.rollback(before);
            return List.of(
                    new Problem(
                            CODE,
                            "%s cannot be copied: %s"
                                    .formatted(copy.table(), SqlFailure.words(failure)),
                            subject.source(),
                            "PostgreSQL refuses the copy with the new types, or what stands on it",
                            NEXT));
        }
    }

    /** The statements that make the copy and its indexes, none of which waits for anybody. */
    private static List<String> making(Subject subject, CopyRows copy) {
        List<String> statements = new ArrayList<>();
        String create = "create table " + copy.twin().sql() + " ";
        for (Step step : subject.steps()) {
            if (step.work() instanceof Work.Ddl ddl && makes(step, ddl, create, copy)) {
                statements.addAll(ddl.statements());
            } else if (step.work() instanceof Work.BuildIndex build
                    && build.table().equals(copy.twin())) {
                statements.add(build.create().replaceFirst("index concurrently", "index"));
            }
        }
        return statements;
    }

    /** The table, or its primary key, which comes with the rows. */
    private static boolean makes(Step step, Work.Ddl ddl, String create, CopyRows copy) {
        return step.stage() == Stage.BACKFILL
                ? ddl.tables().equals(List.of(copy.twin()))
                : !ddl.statements().isEmpty() && ddl.statements().getFirst().startsWith(create);
    }
}
