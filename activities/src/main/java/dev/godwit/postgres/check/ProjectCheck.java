package dev.godwit.postgres.check;

import dev.godwit.plan.MigrationsText;
import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.drift.CatalogScan;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.scratch.Replica;
import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.pending.Pending;
import dev.godwit.postgres.script.source.OneReading;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a project's migrations beside a target, and tries them out in a database of their own:
 * what is pending, in one like the target; everything, in an empty one.
 */
public final class ProjectCheck {

    private final Database target;
    private final Scratches scratches;
    private final ScriptFolders folders;
    private final Attempt attempt;

    /** For one attempt. */
    public ProjectCheck(
            Database target, Scratches scratches, ScriptFolders folders, Attempt attempt) {
        this.target = target;
        this.scratches = scratches;
        this.folders = folders;
        this.attempt = attempt;
    }

    /**
     * Does all of it.
     *
     * @param name of the target, for people
     * @param all whether what is applied to the target is tried too
     */
    public Checked run(MigrationsFile file, String name, boolean all) throws SQLException {
        ScriptFolders.Files files = folders.read(file, attempt);
        ScriptFolders same = new OneReading(files, folders);
        Pending.Found found = new Pending(target, same).find(file, attempt);
        if (!found.problems().isEmpty()) {
            return new Checked(files.folder(), files.kind().word(), found.problems(), List.of());
        }
        List<Line> lines = new ArrayList<>();
        lines.add(standing(found, name));
        Models.asked(found).ifPresent(lines::add);
        boolean fresh = all || found.applied().isEmpty();
        List<SqlMigration> tried = new ArrayList<>(found.baseline());
        tried.addAll(found.pending());
        try (Scratch scratch = scratches.open()) {
            Trial trial = new Trial(scratch.source(), same, scratches, attempt);
            Map<String, Object> keys = Trial.keys(file, files.kind());
            if (fresh) {
                tried = new Pending(trial.database(), same).find(plain(file), attempt).pending();
            } else {
                copy(scratch);
                baseline(trial, keys, found.applied().getLast());
            }
            List<Line> each = each(trial, file, keys, tried);
            if (files.kind() == PlanKind.PRISMA) {
                lines.add(
                        each.stream().allMatch(line -> line.verdict() != Line.Verdict.FAILED)
                                ? Models.beside(scratch, trial, file, folders, attempt)
                                : Models.UNKNOWN);
            }
            lines.addAll(each);
        } catch (SQLException failure) {
            lines.add(Line.failed("trying them out", SqlFailure.words(failure)));
        }
        return new Checked(files.folder(), files.kind().word(), List.of(), lines);
    }

    private static Line standing(Pending.Found found, String name) {
        List<String> pending = found.pending().stream().map(SqlMigration::name).toList();
        return Line.passed(
                "against " + name,
                "%d applied, none of them edited or missing; %s"
                        .formatted(
                                found.applied().size(),
                                pending.isEmpty()
                                        ? "nothing is pending"
                                        : "pending: " + String.join(", ", pending)));
    }

    private List<Line> each(
            Trial trial, MigrationsFile file, Map<String, Object> keys, List<SqlMigration> tried)
            throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (SqlMigration one : tried) {
            attempt.report("trying " + one.name());
            keys.put("to", one.name());
            boolean accepted = file.irreversible().contains(one.name());
            if (accepted) {
                keys.put("irreversible", List.of(one.name()));
            }
            Line line = new BothWays(trial, one.name(), MigrationsText.of(keys), accepted).run();
            keys.remove("irreversible");
            lines.add(line);
            if (line.verdict() == Line.Verdict.FAILED && !applied(trial, keys)) {
                int after = tried.size() - lines.size();
                if (after > 0) {
                    lines.add(
                            Line.notShown(
                                    "those after it",
                                    "%d were not tried, because %s failed"
                                            .formatted(after, one.name())));
                }
                break;
            }
        }
        return lines;
    }

    /** Whether it is there in spite of what was wrong with it. */
    private static boolean applied(Trial trial, Map<String, Object> keys) throws SQLException {
        return trial.start(MigrationsText.of(keys)).verdict() == Answer.Verdict.ALREADY_APPLIED;
    }

    private void copy(Scratch scratch) throws SQLException {
        Catalog catalog = target.inTransaction(Scope.state("godwit check"), CatalogScan::read);
        try (Connection connection = scratch.source().getConnection()) {
            connection.setAutoCommit(false);
            Replica.make(connection, catalog, attempt);
            connection.commit();
        }
    }

    private static void baseline(Trial trial, Map<String, Object> keys, String last)
            throws SQLException {
        Map<String, Object> all = new LinkedHashMap<>(keys);
        all.put("baseline", last);
        all.put("to", last);
        Answer answer = trial.start(MigrationsText.of(all));
        if (answer.verdict() != Answer.Verdict.READY) {
            throw new SQLException("what is applied could not be recorded: " + answer.findings());
        }
        trial.apply(answer);
    }

    /** Without what is said about the target. */
    private static MigrationsFile plain(MigrationsFile file) {
        return new MigrationsFile(
                file.kind(),
                null,
                file.project(),
                file.path(),
                null,
                null,
                file.outOfOrder(),
                List.of(),
                file.irreversible(),
                file.history(),
                file.alias(),
                null,
                null,
                List.of(),
                null,
                null,
                file.ddl(),
                file.at());
    }
}
