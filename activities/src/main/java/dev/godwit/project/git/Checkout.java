package dev.godwit.project.git;

import dev.godwit.plan.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's own checkout, as far as it may be worked from: only looked at, and given a branch. Its
 * tree, its index and the branch that it is on are never touched.
 */
public final class Checkout {

    private final Git git;
    private final Path folder;

    /**
     * @param folder in which the project lies; anywhere inside a repository
     */
    public Checkout(Git git, Path folder) {
        this.git = git;
        this.folder = folder;
    }

    /**
     * Where a run can start from.
     *
     * @param root of the repository
     * @param path of the project in it, empty for its root
     * @param branch that is checked out
     * @param commit it is at
     */
    public record Start(Path root, String path, String branch, String commit) {}

    /** Everything that keeps a run from starting here; empty when nothing does. */
    public List<Problem> problems(Runnable check) {
        if (!Files.isDirectory(folder)) {
            return List.of(
                    problem("GW-601", "there is no such folder", "", "name the project's folder"));
        }
        if (!git.holds(folder, check, "rev-parse", "--is-inside-work-tree")) {
            return List.of(
                    problem(
                            "GW-602",
                            "the project is in no Git repository",
                            "every verdict becomes a commit, and undoing is leaving it out",
                            "git init && git add . && git commit"));
        }
        if (!git.holds(folder, check, "rev-parse", "--verify", "-q", "HEAD")) {
            return List.of(
                    problem(
                            "GW-603",
                            "the repository has no commit",
                            "what is not committed cannot be built elsewhere",
                            "git add . && git commit"));
        }
        List<Problem> problems = new ArrayList<>();
        if (!git.holds(folder, check, "symbolic-ref", "-q", "HEAD")) {
            problems.add(
                    problem(
                            "GW-604",
                            "HEAD is detached",
                            "there is no branch that the result could be merged into",
                            "git switch a branch"));
        }
        String changed = git.ask(folder, check, "status", "--porcelain", "--", ".");
        if (!changed.isEmpty()) {
            problems.add(
                    problem(
                            "GW-605",
                            "the project has changes that are not committed: "
                                    + changed.lines().limit(5).map(String::strip).toList(),
                            "a run works on a clone of the commit and would test something else",
                            "commit them, or git stash -u"));
        }
        Path root = Path.of(git.ask(folder, check, "rev-parse", "--show-toplevel"));
        if (Files.exists(root.resolve(".gitmodules"))) {
            problems.add(
                    problem(
                            "GW-606",
                            "the repository has submodules",
                            "they are not cloned, so the build would not be the one you know",
                            "upgrade the submodules' own repositories"));
        }
        return List.copyOf(problems);
    }

    /** Where it stands; only when there are no {@link #problems}. */
    public Start start(Runnable check) {
        return new Start(
                Path.of(git.ask(folder, check, "rev-parse", "--show-toplevel")),
                git.ask(folder, check, "rev-parse", "--show-prefix").replaceFirst("/$", ""),
                git.ask(folder, check, "symbolic-ref", "--short", "HEAD"),
                git.ask(folder, check, "rev-parse", "HEAD"));
    }

    private Problem problem(String code, String what, String because, String next) {
        return new Problem(code, what, folder.toString(), because, next);
    }
}
