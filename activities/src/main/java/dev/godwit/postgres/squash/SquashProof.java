package dev.godwit.postgres.squash;

import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.django.squash.Migrated;
import dev.godwit.project.django.squash.Squash;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries a squash beside what it replaces. Both begin with an empty database, because that is where
 * Django uses a squash; a database that has had the originals only takes note of it.
 */
public final class SquashProof {

    private static final String HERE = "with the originals";
    private static final String THERE = "with the squash";

    private final Scratches scratches;
    private final String alias;
    private final DjangoProject originals;
    private final DjangoProject squashed;
    private final Squash squash;
    private final Attempt attempt;

    /**
     * @param alias of the database in the project's settings
     * @param project as it is
     */
    public SquashProof(
            Scratches scratches,
            String alias,
            DjangoProject project,
            Squash squash,
            Attempt attempt) {
        this.scratches = scratches;
        this.alias = alias;
        this.originals = squash.there() ? project.without(squash) : project;
        this.squashed = squash.there() ? project : project.with(squash);
        this.squash = squash;
        this.attempt = attempt;
    }

    /**
     * Does it.
     *
     * @return what was proven, for people
     * @throws ProjectFailure when it is not the same, or the originals cannot be tried
     * @throws IOException when Django does not answer
     */
    public List<String> prove() throws SQLException, IOException {
        List<String> said = new ArrayList<>();
        said.add("Python compiles it and Django loads it");
        try (Side old = side(originals)) {
            attempt.report("the originals");
            Ends before = ends(old, squash.replaces().getLast(), true);
            attempt.report("the squash");
            said.addAll(same(before));
            attempt.report("a database that has had the originals");
            said.add(taken(old, before.all()));
        }
        attempt.report("the way back");
        said.add(new WayBack(squash, this::side).look(originals, squashed));
        return said;
    }

    /** A database right behind the squash, and when nothing is pending any more. */
    private record Ends(Stand first, Stand all) {}

    private Side side(DjangoProject project) throws SQLException {
        try {
            return Side.open(scratches, alias, project, attempt);
        } catch (SQLException failure) {
            if ("42501".equals(failure.getSQLState())) {
                throw SquashProblems.noDatabase(failure);
            }
            throw failure;
        }
    }

    private Ends ends(Side side, String last, boolean original) throws SQLException, IOException {
        good(side.migrate(List.of(last)), original);
        Stand first = side.stand();
        Migrated all = side.migrate(null);
        good(all, original);
        if (!all.pending().isEmpty()) {
            throw SquashProblems.differs(squash, List.of("pending: " + all.pending()));
        }
        return new Ends(first, side.stand());
    }

    private void good(Migrated migrated, boolean original) {
        if (!migrated.failure().isEmpty()) {
            throw original
                    ? SquashProblems.originals(squash, migrated.failure())
                    : SquashProblems.differs(squash, List.of(migrated.failure()));
        }
    }

    private List<String> same(Ends before) throws SQLException, IOException {
        Ends after;
        try (Side fresh = side(squashed)) {
            after = ends(fresh, squash.id(), false);
        }
        List<String> schema =
                new ArrayList<>(before.first().otherSchema(after.first(), HERE, THERE));
        before.all().otherSchema(after.all(), HERE, THERE).stream()
                .filter(one -> !schema.contains(one))
                .forEach(schema::add);
        List<String> loose = new ArrayList<>();
        Map<String, Set<String>> none = Map.of();
        List<String> rows = rows(before, after, none, none);
        if (!rows.isEmpty()) {
            // A time, or something drawn by lot, is another one each time: what the originals make
            // of a second database tells it from a difference.
            try (Side again = side(originals)) {
                Ends second = ends(again, squash.replaces().getLast(), true);
                Map<String, Set<String>> first = before.first().otherColumns(second.first());
                Map<String, Set<String>> all = before.all().otherColumns(second.all());
                rows = rows(before, after, first, all);
                all.forEach(
                        (table, columns) -> loose.add(table + ": " + String.join(", ", columns)));
            }
        }
        schema.addAll(rows);
        if (!schema.isEmpty()) {
            throw SquashProblems.differs(squash, schema);
        }
        List<String> said = new ArrayList<>();
        said.add(
                "an empty database with the originals and one with it are the same: %d objects of the schema and %d rows right behind it, %d and %d after all migrations"
                        .formatted(
                                after.first().catalog().objects().size(),
                                after.first().rows(),
                                after.all().catalog().objects().size(),
                                after.all().rows()));
        if (!loose.isEmpty()) {
            said.add(
                    "not compared, because the originals make other values of it each time: "
                            + String.join("; ", loose));
        }
        return said;
    }

    private static List<String> rows(
            Ends before, Ends after, Map<String, Set<String>> first, Map<String, Set<String>> all) {
        List<String> rows =
                new ArrayList<>(before.first().otherRows(after.first(), first, HERE, THERE));
        before.all().otherRows(after.all(), all, HERE, THERE).stream()
                .filter(one -> !rows.contains(one))
                .forEach(rows::add);
        return rows;
    }

    /** What the next migrate does where the originals are applied. */
    private String taken(Side old, Stand before) throws SQLException, IOException {
        Migrated seen = old.migrate(squashed, null);
        good(seen, false);
        Stand after = old.stand();
        List<String> wrong = new ArrayList<>(before.otherSchema(after, "before", "after"));
        wrong.addAll(before.otherRows(after, Map.of(), "before", "after"));
        if (!seen.recorded().contains(squash.id())) {
            wrong.add("Django does not record it where the originals are applied");
        }
        seen.pending().forEach(one -> wrong.add("pending where the originals are applied: " + one));
        if (!wrong.isEmpty()) {
            throw SquashProblems.differs(squash, wrong);
        }
        return "a database that has had the originals records it as applied, [X], and nothing is pending there";
    }
}
