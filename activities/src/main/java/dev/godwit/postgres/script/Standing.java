package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of a folder beside the record of a target.
 *
 * @param baseline to be recorded without being run
 * @param pending to be applied, in order
 * @param applied names of those that are
 * @param problems why nothing may be applied
 */
public record Standing(
        List<SqlMigration> baseline,
        List<SqlMigration> pending,
        List<String> applied,
        List<Problem> problems) {

    public Standing {
        baseline = List.copyOf(baseline);
        pending = List.copyOf(pending);
        applied = List.copyOf(applied);
        problems = List.copyOf(problems);
    }

    /** Compares; everything that is wrong is in the result, at once. */
    public static Standing of(
            MigrationsFile file,
            String folder,
            List<SqlMigration> migrations,
            List<Applied> record) {
        return new Comparison(file, folder, migrations, record).compare();
    }

    private static final class Comparison {
        private final MigrationsFile file;
        private final String folder;
        private final List<SqlMigration> migrations;
        private final Map<String, Applied> record = new HashMap<>();
        private final List<String> known;
        private final List<Problem> problems = new ArrayList<>();

        Comparison(
                MigrationsFile file,
                String folder,
                List<SqlMigration> migrations,
                List<Applied> record) {
            this.file = file;
            this.folder = folder;
            this.migrations = migrations;
            record.forEach(applied -> this.record.put(applied.name(), applied));
            this.known = migrations.stream().map(SqlMigration::name).toList();
        }

        Standing compare() {
            edited();
            missing();
            List<SqlMigration> baseline = baseline();
            List<SqlMigration> pending = new ArrayList<>(migrations);
            pending.removeAll(baseline);
            pending.removeIf(migration -> record.containsKey(migration.name()));
            upto(pending);
            late(pending);
            pinned(pending);
            file.irreversible().forEach(name -> named("irreversible", name));
            return new Standing(
                    baseline,
                    pending,
                    migrations.stream()
                            .map(SqlMigration::name)
                            .filter(record::containsKey)
                            .toList(),
                    problems);
        }

        private void edited() {
            for (SqlMigration migration : migrations) {
                Applied applied = record.get(migration.name());
                if (applied != null && !applied.checksum().equals(migration.checksum())) {
                    add(
                            "GW-720",
                            "%s was changed after it was applied".formatted(migration.name()),
                            migration.at().toString(),
                            "run %s applied it on %s as %.12s, it is %.12s now"
                                    .formatted(
                                            applied.run(),
                                            applied.at(),
                                            applied.checksum(),
                                            migration.checksum()),
                            "take the file back (git log -p %s), and write the change as a new migration"
                                    .formatted(migration.name() + ".sql"));
                }
            }
        }

        private void missing() {
            record.values().stream()
                    .filter(applied -> !known.contains(applied.name()))
                    .sorted(java.util.Comparator.comparing(Applied::name))
                    .forEach(
                            applied ->
                                    add(
                                            "GW-721",
                                            "%s is applied, and the folder does not have it"
                                                    .formatted(applied.name()),
                                            folder,
                                            "run %s applied it on %s"
                                                    .formatted(applied.run(), applied.at()),
                                            "get the branch that has it; another folder needs a record of its own: history: NAME"));
        }

        private List<SqlMigration> baseline() {
            if (file.baseline() == null || record.containsKey(file.baseline())) {
                return List.of();
            }
            if (!record.isEmpty()) {
                add(
                        "GW-724",
                        "there is a record already, so nothing is taken as a baseline",
                        file.at().toString(),
                        "%d migrations are applied".formatted(record.size()),
                        "leave baseline: out");
                return List.of();
            }
            return named("baseline", file.baseline()).map(this::upTo).orElse(List.of());
        }

        private void upto(List<SqlMigration> pending) {
            if (file.to() != null) {
                named("to", file.to()).ifPresent(last -> pending.retainAll(upTo(last)));
            }
        }

        private List<SqlMigration> upTo(SqlMigration last) {
            return migrations.subList(0, migrations.indexOf(last) + 1);
        }

        private void late(List<SqlMigration> pending) {
            Optional<SqlMigration> newest =
                    migrations.stream()
                            .filter(migration -> record.containsKey(migration.name()))
                            .reduce((first, second) -> second);
            if (newest.isEmpty() || Boolean.TRUE.equals(file.outOfOrder())) {
                return;
            }
            pending.stream()
                    .filter(one -> SqlMigration.ORDER.compare(one, newest.get()) < 0)
                    .forEach(
                            one ->
                                    add(
                                            "GW-722",
                                            "%s comes too late".formatted(one.name()),
                                            one.at().toString(),
                                            "%s, which comes after it, is applied already"
                                                    .formatted(newest.get().name()),
                                            "give it a number behind the last one; or, when the order does not matter:\nout_of_order: true"));
        }

        private void pinned(List<SqlMigration> pending) {
            if (file.migrations().isEmpty()) {
                return;
            }
            List<String> wanted =
                    file.migrations().stream()
                            .map(pin -> pin.name() + " " + pin.checksum())
                            .toList();
            List<String> found =
                    pending.stream().map(one -> one.name() + " " + one.checksum()).toList();
            if (!wanted.equals(found)) {
                add(
                        "GW-723",
                        "what is pending has changed since it was looked at",
                        folder,
                        "then it was %s, now it is %s".formatted(names(wanted), names(found)),
                        "start again");
            }
        }

        private static String names(List<String> pinned) {
            return pinned.isEmpty()
                    ? "nothing"
                    : pinned.stream()
                            .map(text -> text.substring(0, text.indexOf(' ') + 9))
                            .collect(Collectors.joining(", "));
        }

        private Optional<SqlMigration> named(String key, String name) {
            Optional<SqlMigration> found =
                    migrations.stream().filter(one -> one.name().equals(name)).findFirst();
            if (found.isEmpty()) {
                add(
                        "GW-725",
                        "there is no migration %s".formatted(name),
                        file.at() + ", " + key,
                        "the folder is " + folder,
                        Problems.suggestion(name, known));
            }
            return found;
        }

        private void add(String code, String what, String where, String because, String next) {
            problems.add(new Problem(code, what, where, because, next));
        }
    }
}
