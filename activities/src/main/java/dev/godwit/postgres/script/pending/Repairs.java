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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the record and the folder say different things of what is applied: what somebody has said
 * about it, and what nobody has.
 */
final class Repairs {

    private static final String EDITED = "GW-720";
    private static final String UNKNOWN = "GW-725";
    private static final String NOT_SO = "GW-788";

    private final MigrationsFile file;
    private final String folder;
    private final Resolve resolve;
    private final Map<String, SqlMigration> files = new LinkedHashMap<>();
    private final Map<String, Applied> record;
    private final Map<String, Applied> missing = new TreeMap<>();
    private final List<String> unasked;
    private final List<Earlier> earlier;
    private final List<Problem> problems = new ArrayList<>();

    Repairs(
            MigrationsFile file,
            String folder,
            Looked looked,
            Map<String, Applied> record,
            List<Earlier> earlier) {
        this.file = file;
        this.folder = folder;
        this.resolve = file.said();
        this.record = record;
        this.earlier = earlier;
        looked.migrations().forEach(one -> files.put(one.name(), one));
        record.values().stream()
                .filter(one -> !files.containsKey(one.name()))
                .forEach(one -> missing.put(one.name(), one));
        List<Applied> others = new ArrayList<>(looked.orphans());
        looked.record().stream()
                .filter(one -> one.failed() && !record.containsKey(one.name()))
                .filter(one -> !files.containsKey(one.name()))
                .forEach(others::add); // whoever finds failed ones asks about them
        this.unasked = others.stream().map(Applied::name).toList();
        others.forEach(one -> missing.put(one.name(), one));
    }

    List<Problem> problems() {
        return problems;
    }

    /** What is to be done; the rest of what is different becomes a problem. */
    List<Repaired> find() {
        List<Repaired> found = new ArrayList<>();
        resolve.edited().stream().distinct().forEach(name -> edited(name, found));
        resolve.forgotten().stream().distinct().forEach(name -> forgotten(name, found));
        files.values().stream()
                .filter(one -> differs(one) && !resolve.edited().contains(one.name()))
                .forEach(this::refuse);
        List<Applied> left =
                missing.values().stream()
                        .filter(one -> !resolve.forgotten().contains(one.name()))
                        .filter(one -> !unasked.contains(one.name()))
                        .toList();
        problems.addAll(new Ways(folder, left, unapplied()).problems());
        return found;
    }

    private void edited(String name, List<Repaired> found) {
        SqlMigration migration = files.get(name);
        Applied applied = record.get(name);
        if (migration == null) {
            unknown("there is no migration " + name, "edited", name, List.copyOf(files.keySet()));
        } else if (migration.repeatable()) {
            notSo(name, "edited", "it is applied again whenever it has changed", "");
        } else if (applied == null) {
            notSo(name, "edited", "it is not applied", "");
        } else if (differs(migration)) {
            found.add(Repaired.edited(migration, applied.checksum()));
        } else if (earlier.stream()
                .noneMatch(
                        one -> one.name().equals(name) && migration.recorded().equals(one.now()))) {
            notSo(
                    name,
                    "edited",
                    "its file is what %s applied on %s".formatted(applied.by(), applied.at()),
                    Problems.suggestion(
                            name,
                            files.values().stream()
                                    .filter(this::differs)
                                    .map(SqlMigration::name)
                                    .toList()));
        }
    }

    private void forgotten(String name, List<Repaired> found) {
        Applied applied = missing.get(name);
        if (applied != null) {
            String was = applied.failed() ? "" : applied.checksum();
            found.add(Repaired.forgotten(name, was, applied.row()));
        } else if (files.containsKey(name)) {
            notSo(name, "forgotten", "its file is in the folder", "");
        } else if (earlier.stream().noneMatch(one -> one.forgot(name))) {
            unknown(
                    "no migration %s is recorded".formatted(name),
                    "forgotten",
                    name,
                    List.copyOf(missing.keySet()));
        }
    }

    private boolean differs(SqlMigration migration) {
        Applied applied = record.get(migration.name());
        return applied != null
                && !migration.repeatable()
                && !applied.checksum().equals(migration.recorded());
    }

    private void refuse(SqlMigration migration) {
        Applied applied = record.get(migration.name());
        if (applied != null) {
            problems.add(
                    new Problem(
                            EDITED,
                            "%s was changed after it was applied".formatted(migration.name()),
                            migration.at().toString(),
                            "%s applied it on %s as %.40s, it is %.12s now"
                                    .formatted(
                                            applied.by(),
                                            applied.at(),
                                            brief(applied.checksum()),
                                            migration.recorded()),
                            "take the file back (git log -p %s), and write the change as a new migration; only when both mean the same (a comment, a name): start with --edited %s, which records it as it is and runs nothing"
                                    .formatted(migration.at().source(), migration.name())));
        }
    }

    /** Flyway's has words behind the number. */
    private static String brief(String checksum) {
        return checksum.contains(",") ? checksum : "%.12s".formatted(checksum);
    }

    private List<String> unapplied() {
        return files.values().stream()
                .filter(one -> !one.repeatable() && !record.containsKey(one.name()))
                .map(SqlMigration::name)
                .filter(one -> !resolve.applied().contains(one))
                .toList();
    }

    private void unknown(String what, String key, String name, List<String> known) {
        problems.add(
                new Problem(
                        UNKNOWN,
                        what,
                        file.at() + ", resolve: " + key,
                        "the folder is " + folder,
                        Problems.suggestion(name, known)));
    }

    private void notSo(String name, String key, String because, @Nullable String suggestion) {
        problems.add(
                new Problem(
                        NOT_SO,
                        "%s is not %s".formatted(name, key),
                        file.at() + ", resolve: " + key,
                        because,
                        suggestion == null || suggestion.isEmpty() ? "leave it out" : suggestion));
    }
}
