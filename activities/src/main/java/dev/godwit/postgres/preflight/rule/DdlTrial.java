package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * The kinds of DDL that Godwit needs are permitted: tried on a table of its own in schema godwit,
 * and taken back. Finds event triggers that forbid DDL by tag; those that look at a table's name
 * are found by the first step only.
 */
public final class DdlTrial implements Rule {

    private static final String CODE = "GW-259";

    private static final List<String> STATEMENTS =
            List.of(
                    "create table godwit._godwit_trial (a int)",
                    "alter table godwit._godwit_trial add column b int",
                    "create function godwit._godwit_trial() returns trigger language plpgsql as 'begin return new; end'",
                    "create trigger t before insert or update on godwit._godwit_trial for each row execute function godwit._godwit_trial()",
                    "alter table godwit._godwit_trial enable always trigger t",
                    "alter table godwit._godwit_trial add constraint c check (b is not null) not valid",
                    "alter table godwit._godwit_trial validate constraint c",
                    "create index i on godwit._godwit_trial (a)",
                    "alter index godwit.i rename to j",
                    "drop index godwit.j",
                    "drop trigger t on godwit._godwit_trial",
                    "drop function godwit._godwit_trial()",
                    "alter table godwit._godwit_trial drop column b",
                    "drop table godwit._godwit_trial");

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        Savepoint before = connection.setSavepoint();
        String tried = "";
        try (Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                tried = sql;
                statement.execute(sql);
            }
            connection.rollback(before);
            return List.of();
        } catch (SQLException failure) {
            if (!SqlFailure.refused(failure)) {
                throw failure;
            }
            connection.rollback(before);
            return List.of(refusal(connection, subject, tried, failure));
        }
    }

    private static Problem refusal(
            Connection connection, Subject subject, String tried, SQLException failure)
            throws SQLException {
        String tag = String.join(" ", List.of(tried.split(" ")).subList(0, 2));
        List<String> triggers;
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select evtname from pg_catalog.pg_event_trigger where evtenabled in ('O', 'A') order by 1")) {
            triggers = Rule.first(select);
        }
        return new Problem(
                CODE,
                "the target does not permit " + tag,
                subject.source(),
                SqlFailure.words(failure),
                triggers.isEmpty()
                        ? "give the target's role that privilege"
                        : "let the event triggers pass Godwit's DDL: "
                                + String.join(", ", triggers));
    }
}
