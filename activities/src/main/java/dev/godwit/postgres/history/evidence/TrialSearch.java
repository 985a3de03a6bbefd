package dev.godwit.postgres.history.evidence;

import dev.godwit.plan.evidence.Migrated;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.workflow.checklist.RunFacts.Migration;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.Trial.Part;
import dev.godwit.workflow.checklist.TrialsInput;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds runs of a target that did the same: the same text of a plan, or migrations of the same name
 * and content.
 */
public final class TrialSearch {

    /** Older ones say little. */
    private static final int MOST = 50;

    private static final String SAME_PLAN =
            "select id from godwit.run where hash = ? order by id desc limit " + MOST;

    private static final String SAME_MIGRATIONS =
            """
            select distinct run as id from godwit.step
            where body->'work'->>'kind' = 'script' and body->'work'->>'checksum' = any (?)
            order by id desc limit %d
            """
                    .formatted(MOST);

    private static final String STEPS =
            """
            select s.body, s.done_at is not null as done, s.state = 'undone' and u.state = 'done' as back
            from godwit.step s left join godwit.undo u on u.run = s.run and u.step = s.number
            where s.run = ? order by s.number
            """;

    private final TrialsInput input;

    private TrialSearch(TrialsInput input) {
        this.input = input;
    }

    /** Newest first; none where Godwit has never been. */
    public static List<Trial> find(Database database, TrialsInput input) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit checklist"),
                connection -> new TrialSearch(input).in(connection));
    }

    private List<Trial> in(Connection connection) throws SQLException {
        if (!Rows.holds(connection, "select pg_catalog.to_regclass('godwit.run') is not null")) {
            return List.of();
        }
        List<String> checksums = input.migrations().stream().map(Migration::checksum).toList();
        List<Long> ids =
                checksums.isEmpty()
                        ? Rows.of(connection, SAME_PLAN, row -> row.getLong(1), input.hash())
                        : Rows.of(connection, SAME_MIGRATIONS, row -> row.getLong(1), checksums);
        List<Trial> trials = new ArrayList<>();
        for (long id : ids) {
            List<Stood> steps =
                    Rows.of(
                            connection,
                            STEPS,
                            row ->
                                    new Stood(
                                            StepJson.read(row.getString("body"), Step.class),
                                            row.getBoolean("done"),
                                            row.getBoolean("back")),
                            id);
            List<Part> parts = checksums.isEmpty() ? List.of(whole(steps)) : parts(steps);
            if (!parts.isEmpty()) {
                trials.add(trial(Runs.get(connection, id), parts));
            }
        }
        return trials;
    }

    /** How a step stands. @param back whether it was taken back, or needed not be */
    private record Stood(Step step, boolean done, boolean back) {}

    private Trial trial(Run run, List<Part> parts) {
        return new Trial(
                input.target(),
                run.name(),
                run.id(),
                run.outcome(),
                run.actor(),
                run.startedAt().toString(),
                run.endedAt() == null ? "" : run.endedAt().toString(),
                parts);
    }

    private static Part whole(List<Stood> steps) {
        return part("", steps, true);
    }

    private List<Part> parts(List<Stood> steps) {
        Map<Integer, Stood> numbered =
                steps.stream()
                        .collect(Collectors.toMap(one -> one.step().number(), Function.identity()));
        List<Part> parts = new ArrayList<>();
        for (Migrated there : Migrated.of(steps.stream().map(Stood::step).toList())) {
            for (Migration here : input.migrations()) {
                if (here.name().equals(there.name()) && here.checksum().equals(there.checksum())) {
                    List<Stood> its = new ArrayList<>();
                    there.others().forEach(number -> its.add(of(numbered, number)));
                    its.add(of(numbered, there.step()));
                    parts.add(part(here.name(), its, here.back().equals(there.back())));
                }
            }
        }
        return parts;
    }

    private static Stood of(Map<Integer, Stood> steps, int number) {
        return Objects.requireNonNull(steps.get(number));
    }

    private static Part part(String name, List<Stood> steps, boolean sameBack) {
        List<Stood> done = steps.stream().filter(Stood::done).toList();
        boolean takenBack =
                !done.isEmpty()
                        && done.stream().allMatch(Stood::back)
                        && done.stream().anyMatch(one -> !one.step().undo().isEmpty());
        return new Part(name, done.size(), steps.size(), takenBack, sameBack);
    }
}
