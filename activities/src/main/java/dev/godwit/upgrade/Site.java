package dev.godwit.upgrade;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.git.Checkout;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Location;
import dev.godwit.project.place.Projects;
import dev.godwit.project.place.Workshop;
import dev.godwit.workflow.upgrade.message.Place;
import java.nio.file.Path;
import java.util.List;

/** A project's repository while something is done with it: where it is, where its clone is. */
final class Site {

    private final Workshop workshop;
    private final Location location;
    private final Lane lane;
    private final Runnable check;

    Site(Workshop workshop, Projects projects, Place place, Lane lane, Runnable check) {
        this.workshop = workshop;
        this.location = projects.locate(place.target(), place.directory(), place.path());
        this.lane = lane;
        this.check = check;
    }

    /**
     * Where it would begin.
     *
     * @param path of the project in the repository; empty for its root
     */
    record Start(String branch, String commit, String path, List<Problem> problems) {}

    /** The repository's default branch; of a directory, what is checked out there. */
    Start start() {
        if (location.directory().isEmpty()) {
            Scratch.Head head = scratch().head(check);
            return new Start(head.branch(), head.commit(), location.path(), List.of());
        }
        Checkout checkout = checkout();
        List<Problem> problems = checkout.problems(check);
        if (!problems.isEmpty()) {
            return new Start("", "", "", problems);
        }
        Checkout.Start start = checkout.start(check);
        return new Start(start.branch(), start.commit(), start.path(), List.of());
    }

    /** Whether whoever asks has the repository before them, and not another one's clone. */
    boolean local() {
        return !location.directory().isEmpty();
    }

    /** Whether the branch is checked out in a tree that somebody works in. */
    boolean checkedOut(String branch) {
        Path tree = tree();
        return workshop.git().holds(tree, check, "rev-parse", "--git-dir")
                && workshop.git()
                        .ask(tree, check, "rev-parse", "--is-bare-repository")
                        .equals("false")
                && workshop.git().holds(tree, check, "symbolic-ref", "-q", "HEAD")
                && workshop.git()
                        .ask(tree, check, "symbolic-ref", "--short", "HEAD")
                        .equals(branch);
    }

    /** Moves the branch that is checked out there forward, with its files. */
    void forward(String commit) {
        workshop.git().ask(tree(), check, "merge", "--ff-only", "-q", commit);
    }

    /** The tree of a local repository; of another one, a folder that is none. */
    private Path tree() {
        if (!location.directory().isEmpty()) {
            return checkout().start(check).root();
        }
        String repository = location.repository().replaceFirst("^file://", "");
        Path path = Path.of(repository.contains("://") ? "/nonexistent" : repository);
        return java.nio.file.Files.isDirectory(path) ? path : Path.of("/");
    }

    Scratch scratch() {
        String repository =
                location.directory().isEmpty()
                        ? location.repository()
                        : checkout().start(check).root().toString();
        return workshop.scratch(lane, repository);
    }

    private Checkout checkout() {
        return new Checkout(workshop.git(), Path.of(location.directory()));
    }
}
