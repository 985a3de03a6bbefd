package dev.godwit.postgres.check;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.Difference;
import dev.godwit.postgres.drift.KnownMigrations;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One migration: applied, taken back, compared, applied again. */
final class BothWays {

    private static final String IRREVERSIBLE = "GW-710";

    /** How what belongs to a table of a tool is called after it. */
    private static final List<String> OWNED = List.of("", "_pk", "_pkey", "_s_idx", "_id_seq");

    private final Trial trial;
    private final String name;
    private final String text;
    private final boolean accepted;

    /**
     * @param text a plan that applies up to this migration
     * @param accepted whether somebody has said that it cannot be taken back
     */
    BothWays(Trial trial, String name, String text, boolean accepted) {
        this.trial = trial;
        this.name = name;
        this.text = text;
        this.accepted = accepted;
    }

    /** Does it; when it fails, the ones after it cannot be tried. */
    Line run() throws SQLException {
        try {
            return tried();
        } catch (EngineFailure failure) {
            return Line.failed(name, Line.words(failure.problem()));
        } catch (SQLException failure) {
            return Line.failed(name, SqlFailure.words(failure));
        }
    }

    private Line tried() throws SQLException {
        TreeSet<String> empty =
                trial.database()
                        .inTransaction(
                                Scope.state("godwit check"),
                                connection -> new SampleRows(connection).fill());
        Catalog catalog = trial.catalog();
        Contents contents = trial.contents();
        Answer answer = trial.start(text);
        boolean oneWay =
                answer.findings().stream().anyMatch(one -> one.code().equals(IRREVERSIBLE));
        if (answer.verdict() != Answer.Verdict.READY) {
            return oneWay ? forward(answer) : Line.failed(name, Line.words(answer.findings()));
        }
        long begun = System.nanoTime();
        trial.apply(answer);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        if (accepted && hasLosses(answer)) {
            return Line.notShown(
                    name, "applied in %d ms; accepted as irreversible".formatted(millis));
        }
        trial.rollback();
        List<String> wrong = differences(catalog);
        List<String> changed = trial.contents().changedSince(contents);
        if (!changed.isEmpty()) {
            wrong.add("other rows in " + String.join(", ", changed));
        }
        if (!wrong.isEmpty()) {
            return Line.failed(
                    name,
                    "its way back leaves a difference: %s%s"
                            .formatted(String.join(", ", wrong), again()));
        }
        trial.apply(started(trial.start(text)));
        return Line.passed(
                name,
                "applied in %d ms, taken back, applied again; %d rows in %d tables kept%s"
                        .formatted(
                                millis,
                                contents.rows(),
                                contents.tables().size() - empty.size(),
                                empty.isEmpty()
                                        ? ""
                                        : "; no sample rows fit " + String.join(", ", empty)));
    }

    /** After a way back that was wrong it may not be possible. */
    private String again() throws SQLException {
        try {
            trial.apply(started(trial.start(text)));
            return "";
        } catch (EngineFailure failure) {
            return "; and it cannot be applied again: " + Line.words(failure.problem());
        }
    }

    /** What has no way back is applied all the same: those after it are looked at too. */
    private Line forward(Answer refused) throws SQLException {
        trial.apply(started(trial.start(text + "irreversible: [\"" + name + "\"]\n")));
        return Line.failed(name, Line.words(refused.findings()));
    }

    private static Answer started(Answer answer) {
        if (answer.verdict() != Answer.Verdict.READY) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT, answer.findings().getFirst(), null);
        }
        return answer;
    }

    private static boolean hasLosses(Answer answer) {
        return answer.steps().stream().anyMatch(step -> !step.losses().isEmpty());
    }

    private List<String> differences(Catalog before) throws SQLException {
        Set<String> tools =
                trial.database()
                        .inTransaction(Scope.state("godwit check"), KnownMigrations::tables);
        List<String> objects = new ArrayList<>();
        for (Difference one : Comparison.of(trial.catalog(), before)) {
            // What tools keep for themselves is there from the first migration on.
            if (tools.stream().noneMatch(table -> about(one.object(), table))) {
                objects.add(one.object());
            }
        }
        return objects;
    }

    /** A table may be called history, and another one order_history. */
    private static boolean about(String object, String table) {
        return Stream.of(object.split("[ .\"]"))
                .anyMatch(word -> OWNED.stream().anyMatch(end -> word.equals(table + end)));
    }
}
