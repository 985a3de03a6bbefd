package dev.godwit.postgres.script.pending;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.script.repair.Repaired;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.MigrationsFile.Resolve;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.row.Earlier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a folder beside the record of a target.
 *
 * @param repairs of what the record has to say something else, without anything being run
 * @param baseline to be recorded without being run
 * @param pending to be applied, in order
 * @param applied names of those that are
 * @param problems why nothing may be applied
 */
public record Standing(
        List<Repaired> repairs,
        List<SqlMigration> baseline,
        List<SqlMigration> pending,
        List<String> applied,
        List<Problem> problems) {

    public Standing {
        repairs = List.copyOf(repairs);
        baseline = List.copyOf(baseline);
        pending = List.copyOf(pending);
        applied = List.copyOf(applied);
        problems = List.copyOf(problems);
    }

    /** Compares; everything that is wrong is in the result, at once. */
    static Standing of(MigrationsFile file, String folder, Looked looked, List<Earlier> earlier) {
        return new Comparison(file, folder, looked, earlier).compare();
    }

    private static final class Comparison {
        private final MigrationsFile file;
        private final String folder;
        private final List<SqlMigration> migrations;
        private final boolean outOfOrder;
        private final Resolve resolve;
        private final Repairs told;
        private final Map<String, Applied> record = new HashMap<>();
        private final Map<String, Applied> failed = new TreeMap<>();
        private final List<String> known;
        private final List<Problem> problems = new ArrayList<>();

        Comparison(MigrationsFile file, String folder, Looked looked, List<Earlier> earlier) {
            this.file = file;
            this.folder = folder;
            this.migrations = looked.migrations();
            this.outOfOrder = Objects.requireNonNullElse(file.outOfOrder(), looked.outOfOrder());
            looked.record().forEach(one -> (one.failed() ? failed : record).put(one.name(), one));
            this.known = migrations.stream().map(SqlMigration::name).toList();
            this.resolve = file.said();
            this.told = new Repairs(file, folder, looked, record, earlier);
        }

        Standing compare() {
            List<Repaired> repairs = told.find();
            problems.addAll(told.problems());
            List<SqlMigration> baseline = new ArrayList<>(baseline());
            baseline.addAll(resolved());
            List<SqlMigration> pending = new ArrayList<>(migrations);
            pending.removeAll(baseline);
            pending.removeIf(this::applied);
            upto(pending);
            late(pending);
            pinned(repairs, pending);
            file.irreversible().forEach(name -> named("irreversible", name));
            return new Standing(
                    repairs,
                    baseline,
                    pending,
                    migrations.stream().filter(this::applied).map(SqlMigration::name).toList(),
                    problems);
        }

        /** One that is repeatable is pending again when it has changed. */
        private boolean applied(SqlMigration migration) {
            Applied applied = record.get(migration.name());
            return applied != null
                    && (!migration.repeatable() || applied.checksum().equals(migration.recorded()));
        }

        /** What failed under the tool itself: somebody has to say what became of it. */
        private List<SqlMigration> resolved() {
            List<SqlMigration> byHand = new ArrayList<>();
            resolve.rolledBack().forEach(name -> named("resolve", name));
            for (String name : resolve.applied()) {
                named("resolve", name).filter(one -> !applied(one)).ifPresent(byHand::add);
            }
            for (Applied one : failed.values()) {
                String name = one.name();
                if (!record.containsKey(name)
                        && !resolve.rolledBack().contains(name)
                        && !resolve.applied().contains(name)
                        && !resolve.forgotten().contains(name)) {
                    add(
                            "GW-726",
                            "%s has failed before".formatted(name),
                            folder,
                            "%s began it on %s and did not end it".formatted(one.by(), one.at()),
                            (known.contains(name)
                                            ? "look whether anything of it is there; nothing: --rolled-back %1$s tries it again; all of it, completed by hand: --applied %1$s records it"
                                            : "look whether anything of it is there; its file is gone: --forgotten %1$s takes it out of the record")
                                    .formatted(name));
                }
            }
            return byHand;
        }

        private List<SqlMigration> baseline() {
            if (file.baseline() == null || record.containsKey(file.baseline())) {
                return List.of();
            }
            List<String> stays = new ArrayList<>(record.keySet());
            stays.removeAll(resolve.forgotten());
            if (!stays.isEmpty()) {
                add(
                        "GW-724",
                        "there is a record already, so nothing is taken as a baseline",
                        file.at().toString(),
                        "%d migrations are applied".formatted(stays.size()),
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
                            .filter(one -> !one.repeatable() && record.containsKey(one.name()))
                            .reduce((first, second) -> second);
            if (newest.isEmpty() || outOfOrder) {
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

        private void pinned(List<Repaired> repairs, List<SqlMigration> pending) {
            if (file.migrations().isEmpty()) {
                return;
            }
            List<String> wanted =
                    file.migrations().stream()
                            .map(pin -> pin.name() + " " + pin.checksum())
                            .toList();
            List<String> found =
                    Stream.concat(
                                    repairs.stream()
                                            .filter(one -> !one.pin().isEmpty())
                                            .map(one -> one.name() + " " + one.pin()),
                                    pending.stream().map(one -> one.name() + " " + one.checksum()))
                            .toList();
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
