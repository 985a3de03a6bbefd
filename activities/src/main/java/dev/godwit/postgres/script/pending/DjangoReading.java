package dev.godwit.postgres.script.pending;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.script.SqlCompiler;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.source.Logins;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.Conflict;
import dev.godwit.project.django.Login;
import dev.godwit.project.django.Migration;
import dev.godwit.project.django.Operation;
import dev.godwit.project.django.State;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A project with Django: its migrations and its record are read by Django itself. */
final class DjangoReading {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LEAVES = "GW-728";
    private static final String NEEDED = "GW-788";

    /** Kinds of operations whose SQL may take something away. */
    private static final Set<String> TAKING =
            Set.of(
                    "RemoveField",
                    "DeleteModel",
                    "AlterField",
                    "RunSQL",
                    "SeparateDatabaseAndState");

    private final MigrationsFile file;
    private final ScriptFolders.Files files;
    private final String schema;
    private final Map<String, Applied> known = new HashMap<>();

    private DjangoReading(MigrationsFile file, ScriptFolders.Files files, String schema) {
        this.file = file;
        this.files = files;
        this.schema = schema;
    }

    static Looked look(
            MigrationsFile file,
            ScriptFolders folders,
            ScriptFolders.Files files,
            Database database,
            String schema,
            Attempt attempt)
            throws SQLException {
        DjangoReading reading = new DjangoReading(file, files, schema);
        String history = SqlCompiler.history(file, PlanKind.DJANGO);
        database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection -> Applied.all(connection, history))
                .forEach(one -> reading.known.put(one.name(), one));
        try {
            Login login = Logins.of(database, file.database(), LIMIT, LIMIT, "godwit preflight");
            State state =
                    folders.django(
                            file.project(), file.path(), attempt, project -> project.look(login));
            return reading.looked(state);
        } catch (ProjectFailure wrong) {
            return Looked.wrong(List.of(wrong.problem()));
        } catch (IOException failed) {
            return Looked.wrong(
                    List.of(
                            new Problem(
                                    "GW-741",
                                    "the project cannot be read",
                                    files.folder(),
                                    String.valueOf(failed.getMessage()),
                                    "look at the worker's log")));
        }
    }

    private Looked looked(State state) {
        List<SqlMigration> migrations = new ArrayList<>();
        List<Applied> record = new ArrayList<>();
        for (Migration one : inOrder(state.migrations())) {
            if (!one.applied() && !state.plan().contains(one.id())) {
                continue; // what a squash replaces, or a squash whose originals are there
            }
            migrations.add(migration(one, migrations.size() + 1));
            if (one.applied()) {
                record.add(
                        known.getOrDefault(
                                one.id(),
                                new Applied(one.id(), one.checksum(), "Django", "", false, null)));
            }
        }
        return new Looked(
                migrations,
                record,
                state.orphans().stream().map(this::orphan).toList(),
                true, // apps have no order among one another, and Django checks what depends on
                // what
                state.unmigrated(),
                Stream.concat(state.conflicts().stream().map(this::leaves), needed(state).stream())
                        .toList());
    }

    private Applied orphan(String id) {
        int dot = id.indexOf('.');
        ToolRow row =
                new ToolRow.Django(
                        new QualifiedName(schema, "django_migrations"),
                        id.substring(0, dot),
                        id.substring(dot + 1),
                        "",
                        null);
        return new Applied(id, "", "Django", "", false, row);
    }

    /** A squash is applied, to Django, while all that it replaces is recorded. */
    private List<Problem> needed(State state) {
        List<Problem> problems = new ArrayList<>();
        for (Migration squash : state.migrations()) {
            squash.replaces().stream()
                    .filter(file.said().forgotten()::contains)
                    .forEach(
                            name ->
                                    problems.add(
                                            new Problem(
                                                    NEEDED,
                                                    "%s cannot be forgotten".formatted(name),
                                                    squash.file(),
                                                    "%s replaces it, and is applied to Django only while that is recorded"
                                                            .formatted(squash.id()),
                                                    "when every database has the squash, take replaces out of it; then again")));
        }
        return problems;
    }

    /** What somebody names comes with what it depends on, and not with what stands beside it. */
    private List<Migration> inOrder(List<Migration> all) {
        Map<String, Migration> byId = new HashMap<>();
        all.forEach(one -> byId.put(one.id(), one));
        Set<String> first = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        Stream.of(file.baseline(), file.to()).filter(Objects::nonNull).forEach(open::add);
        while (!open.isEmpty()) {
            Migration one = byId.get(open.remove());
            if (one != null && first.add(one.id())) {
                open.addAll(one.dependencies());
            }
        }
        List<Migration> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparing(one -> !first.contains(one.id())));
        return ordered;
    }

    private SqlMigration migration(Migration one, int place) {
        List<String> up = statements(one.sql());
        return new SqlMigration(
                List.of(BigInteger.valueOf(place)),
                one.id(),
                one.checksum(),
                up,
                statements(one.backwards()),
                new Location(one.file(), 1),
                new ToolRow.Django(
                        new QualifiedName(schema, "django_migrations"),
                        one.app(),
                        one.name(),
                        one.checksum(),
                        new ToolRow.Runner(
                                file.project(),
                                file.path(),
                                file.database(),
                                one.file(),
                                oneWay(one))));
    }

    /** What Django or Godwit cannot take back. */
    private static List<String> oneWay(Migration migration) {
        List<String> oneWay = new ArrayList<>();
        for (Operation operation : migration.operations()) {
            if (!operation.reversible()) {
                oneWay.add("%s, which has no reverse".formatted(operation.words()));
            } else if (migration.sql().isBlank() && TAKING.contains(operation.kind())) {
                oneWay.add("%s, whose SQL cannot be seen".formatted(operation.words()));
            }
        }
        return oneWay;
    }

    /** Comments stand for what is no SQL. */
    private static List<String> statements(String sql) {
        try {
            return Statements.parseFramed(sql).texts();
        } catch (Statements.NotSqlException unreadable) {
            return List.of();
        }
    }

    private Problem leaves(Conflict conflict) {
        return new Problem(
                LEAVES,
                "app %s has several newest migrations".formatted(conflict.app()),
                files.folder(),
                "%s stand beside one another".formatted(String.join(", ", conflict.leaves())),
                "bring them together: manage.py makemigrations --merge " + conflict.app());
    }
}
