package dev.godwit.upgrade;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.Scratch;

/**
 * Whose commits a result branch holds. Godwit never builds on a commit of somebody else, so the tip
 * tells for the whole branch.
 */
final class Ownership {

    private final Scratch scratch;
    private final Runnable check;

    Ownership(Scratch scratch, Runnable check) {
        this.scratch = scratch;
        this.check = check;
    }

    /** Whether a run has made the commit, and nobody has changed it since. */
    boolean ours(String commit) {
        if (!scratch.holds(commit, check)) {
            return false;
        }
        String told = scratch.ask(check, "log", "-1", "--format=%ce%n%B", commit);
        return told.startsWith(Git.EMAIL + "\n") && told.contains("\nGodwit-Run: ");
    }

    /** Whether a branch at one commit can go to the other without losing anybody's work. */
    boolean replaceable(String tip, String commit) {
        return tip.isEmpty()
                || ours(tip)
                || scratch.holds(tip, check)
                        && scratch.says(check, "merge-base", "--is-ancestor", tip, commit);
    }

    /** Says that it cannot. @param because what would happen */
    static Problem problem(String branch, String because, String next) {
        return new Problem(
                "GW-657", "somebody else has pushed to the result branch", branch, because, next);
    }
}
