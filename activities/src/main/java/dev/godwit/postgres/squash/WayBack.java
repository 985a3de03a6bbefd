package dev.godwit.postgres.squash;

import dev.godwit.project.django.DjangoProject;
import dev.godwit.project.django.squash.Migrated;
import dev.godwit.project.django.squash.Squash;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A squash, taken back right after it was applied. */
final class WayBack {

    private static final String HERE = "before it";
    private static final String THERE = "after its way back";

    private final Squash squash;
    private final Sides sides;

    /** Where databases come from. */
    interface Sides {
        Side open(DjangoProject project) throws SQLException;
    }

    WayBack(Squash squash, Sides sides) {
        this.squash = squash;
        this.sides = sides;
    }

    /** What there is to say of it. What the originals leave too is no fault of the squash. */
    String look(DjangoProject originals, DjangoProject squashed) throws SQLException, IOException {
        if (!squash.irreversible().isEmpty()) {
            return "cannot be taken back, as its originals cannot: %s has no reverse"
                    .formatted(String.join(", ", squash.irreversible()));
        }
        Left left = left(squashed, squash.id());
        if (left.none()) {
            return "taken back, it leaves nothing";
        }
        if (!left.equals(left(originals, squash.replaces().getLast()))) {
            throw SquashProblems.back(squash, left.words());
        }
        return left.failure().isEmpty()
                ? "taken back, it leaves what its originals leave: "
                        + String.join("; ", left.left())
                : "cannot be taken back, as its originals cannot: " + left.failure();
    }

    /**
     * What became of a way back.
     *
     * @param failure empty when there was none
     * @param left differences from before
     */
    private record Left(String failure, List<String> left) {

        boolean none() {
            return failure.isEmpty() && left.isEmpty();
        }

        List<String> words() {
            return failure.isEmpty() ? left : List.of(failure);
        }
    }

    private Left left(DjangoProject project, String last) throws SQLException, IOException {
        try (Side side = sides.open(project)) {
            if (!squash.needs().isEmpty()) {
                side.migrate(squash.needs());
            }
            Stand before = side.stand();
            side.migrate(List.of(last));
            Migrated back = side.migrate(List.of(squash.back()));
            if (!back.failure().isEmpty()) {
                // Not the name of the migration in front: it is another one on the other side.
                return new Left(back.failure().replaceFirst("^\\S+: ", ""), List.of());
            }
            Stand after = side.stand();
            List<String> left = new ArrayList<>(before.otherSchema(after, HERE, THERE));
            left.addAll(before.otherRows(after, Map.of(), HERE, THERE));
            return new Left("", left);
        }
    }
}
