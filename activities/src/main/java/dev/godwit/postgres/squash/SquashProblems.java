package dev.godwit.postgres.squash;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.squash.Squash;
import java.sql.SQLException;
import java.util.List;

/** What is said when a squash is not what it should be. Nothing has been written then. */
final class SquashProblems {

    private static final String DIFFERS = "GW-784";
    private static final String UNTRIED = "GW-785";
    private static final String BACK = "GW-786";
    private static final int SHOWN = 8;

    private SquashProblems() {}

    static ProjectFailure differs(Squash squash, List<String> differences) {
        String elided =
                squash.left().isEmpty()
                        ? ""
                        : "; left out as elidable: " + String.join(", ", squash.left());
        return failure(
                DIFFERS,
                "%s is not what it replaces".formatted(squash.name()),
                squash.id(),
                listed(differences) + elided,
                squash.left().isEmpty()
                        ? "squash fewer of them (--from, --to), or mend by hand the file that manage.py squashmigrations writes, then prove that one: --to its name"
                        : "a new database needs what is left out: take elidable=True away, or squash fewer of them (--from, --to)");
    }

    static ProjectFailure back(Squash squash, List<String> left) {
        return failure(
                BACK,
                "%s cannot be taken back as its originals can".formatted(squash.name()),
                squash.id(),
                listed(left),
                "look at the reverse of each operation in the file that manage.py squashmigrations writes");
    }

    static ProjectFailure originals(Squash squash, String failure) {
        return failure(
                UNTRIED,
                "the originals cannot be applied to an empty database",
                squash.id(),
                failure,
                "mend what it says: a squash is for new databases, and so are they until it is used");
    }

    static ProjectFailure noDatabase(SQLException failure) {
        return failure(
                UNTRIED,
                "the squash cannot be tried",
                "a database of its own",
                SqlFailure.words(failure),
                "alter role ... createdb, or name a server for it: scratch in the worker's configuration");
    }

    private static String listed(List<String> all) {
        String shown = String.join("; ", all.stream().limit(SHOWN).toList());
        return all.size() > SHOWN ? "%s; and %d more".formatted(shown, all.size() - SHOWN) : shown;
    }

    private static ProjectFailure failure(
            String code, String what, String where, String because, String next) {
        return new ProjectFailure(new Problem(code, what, where, because, next));
    }
}
