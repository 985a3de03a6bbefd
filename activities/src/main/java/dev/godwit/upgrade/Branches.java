package dev.godwit.upgrade;

import dev.godwit.migration.host.Messages;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.git.GitFailure;
import dev.godwit.project.git.Scratch;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import java.util.List;
import java.util.Map;

/** The result branch of a run, and what becomes of it when somebody asks. */
final class Branches {

    private final Site site;
    private final Scratch scratch;
    private final String run;
    private final Runnable check;

    Branches(Site site, String run, Runnable check) {
        this.site = site;
        this.scratch = site.scratch();
        this.run = run;
        this.check = check;
    }

    /** The name of a run's result branch. */
    static String result(String run) {
        return "godwit/" + run;
    }

    /** Whether the tip of a result branch is Godwit's; so is one that is not there. */
    static boolean ours(Scratch scratch, String tip, Runnable check) {
        return tip.isEmpty()
                || scratch.holds(tip, check)
                        && scratch.ask(check, "log", "-1", "--format=%B", tip)
                                .contains("Godwit-Run: ");
    }

    /** Where the commit of a probe waits, so that another worker finds it. */
    static String probe(String run, String key) {
        return "refs/godwit/%s/%s".formatted(run, key.substring(0, 16));
    }

    /** Moves the result branch. @return its name */
    String keep(String commit) {
        if (!scratch.holds(commit, check)) {
            throw new GitFailure("neither this clone nor the repository has commit " + commit);
        }
        scratch.push(commit, "refs/heads/" + result(run), check);
        return result(run);
    }

    /** Removes what probes have left in the repository. */
    void tidy() {
        for (String ref : scratch.refs("refs/godwit/" + run + "/", check)) {
            scratch.forget(ref, check);
        }
    }

    BranchReport merge(BranchInput input) {
        String tip = scratch.at("refs/heads/" + result(run), check);
        String into = scratch.at("refs/heads/" + input.into(), check);
        if (tip.isEmpty() || into.isEmpty()) {
            String missing = tip.isEmpty() ? result(run) : input.into();
            return refused(
                    "GW-633",
                    "there is no branch " + missing,
                    "it was removed or renamed meanwhile",
                    "godwit status " + run);
        }
        scratch.reset(into, check);
        if (scratch.holds(tip, check)
                && scratch.says(check, "merge-base", "--is-ancestor", tip, into)) {
            return new BranchReport(true, "merged already", into, List.of());
        }
        String merged = tip;
        if (!scratch.says(check, "merge-base", "--is-ancestor", into, tip)) {
            String message = "Merge %s\n\nGodwit-Run: %s".formatted(result(run), run);
            if (!scratch.says(check, "merge", "-q", "--no-ff", "-m", message, tip)) {
                scratch.says(check, "merge", "--abort");
                return refused(
                        "GW-634",
                        "%s cannot be merged into %s".formatted(result(run), input.into()),
                        "both have changed the same lines",
                        "git merge %s, or godwit upgrade again".formatted(result(run)));
            }
            merged = scratch.ask(check, "rev-parse", "HEAD");
        }
        return delivered(merged, input.into(), "merged into " + input.into());
    }

    /** Removes the branch; what was merged of it is reverted by one commit. */
    BranchReport takeBack(BranchInput input) {
        String tip = scratch.at("refs/heads/" + result(run), check);
        BranchReport report = new BranchReport(true, "the result branch is removed", "", List.of());
        String into = input.into().isEmpty() ? "" : scratch.at("refs/heads/" + input.into(), check);
        if (!tip.isEmpty()
                && !into.isEmpty()
                && !input.from().isEmpty()
                && scratch.holds(tip, check)
                && scratch.holds(into, check)
                && !tip.equals(input.from())
                && scratch.says(check, "merge-base", "--is-ancestor", tip, into)) {
            report = revert(input, tip, into);
        } else if (!ours(scratch, tip, check)) {
            return refused(
                    "GW-630",
                    "%s holds somebody else's commits".formatted(result(run)),
                    "they would be lost with the branch",
                    "git branch -m %s NAME, and ask again".formatted(result(run)));
        }
        if (report.done()) {
            scratch.forget("refs/heads/" + result(run), check);
            tidy();
        }
        return report;
    }

    private BranchReport revert(BranchInput input, String tip, String into) {
        scratch.reset(into, check);
        if (!scratch.says(check, "revert", "--no-commit", input.from() + ".." + tip)) {
            scratch.says(check, "revert", "--abort");
            return refused(
                    "GW-635",
                    "what was merged of %s cannot be taken back".formatted(result(run)),
                    "later commits of %s have changed the same lines".formatted(input.into()),
                    "git revert %s..%s by hand".formatted(short8(input.from()), short8(tip)));
        }
        String commit =
                scratch.commit("Take back " + result(run), Map.of("Godwit-Run", run), check);
        return delivered(
                commit,
                input.into(),
                "was merged: %s has a commit that takes it back".formatted(input.into()));
    }

    /** Only ever forward: what somebody else pushed meanwhile is not lost. */
    private BranchReport delivered(String commit, String into, String note) {
        try {
            if (site.checkedOut(into)) {
                String waiting = "refs/godwit/%s/merge".formatted(run);
                scratch.push(commit, waiting, check);
                try {
                    site.forward(commit);
                } finally {
                    scratch.forget(waiting, check);
                }
            } else {
                scratch.ask(check, "push", "-q", "origin", commit + ":refs/heads/" + into);
            }
            return new BranchReport(true, note, commit, List.of());
        } catch (GitFailure failure) {
            return refused(
                    "GW-636",
                    "branch %s cannot be moved".formatted(into),
                    String.valueOf(failure.getMessage()),
                    "commit or stash what is in the way, or pull, and ask again");
        }
    }

    private BranchReport refused(String code, String what, String because, String next) {
        Problem problem = new Problem(code, what, "run " + run, because, next);
        return new BranchReport(false, what, "", List.of(Messages.finding(problem, "run " + run)));
    }

    private static String short8(String commit) {
        return commit.substring(0, Math.min(8, commit.length()));
    }
}
