package dev.godwit.project.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clone to build and test in. Can be lost at any time: it is made anew from the repository, whose
 * branch holds everything that was decided.
 */
public final class Scratch {

    /** Names in one command, whose length is limited. */
    private static final int MANY = 200;

    private final Git git;
    private final String repository;
    private final Path home;
    private final Path folder;
    private final Optional<Path> beside;

    /**
     * @param repository URL or path that is cloned, and pushed to
     * @param home folder of all clones; need not exist
     * @param name of this one
     */
    public Scratch(Git git, String repository, Path home, String name) {
        this(git, repository, home, name, Optional.empty());
    }

    private Scratch(Git git, String repository, Path home, String name, Optional<Path> beside) {
        this.git = git;
        this.repository = repository;
        this.home = home;
        this.folder = home.resolve(name);
        this.beside = beside;
    }

    /**
     * Another clone of the same repository. What this one has got already is not transferred again
     * but linked to; apart from that they have nothing in common.
     */
    public Scratch beside(String name) {
        return new Scratch(git, repository, home, name, Optional.of(folder));
    }

    /** The clone's root. */
    public Path folder() {
        return folder;
    }

    /**
     * Where the repository's default branch is.
     *
     * @throws GitFailure when it cannot be asked, or has no commit
     */
    public Head head(Runnable check) {
        try {
            Files.createDirectories(home);
        } catch (IOException failure) {
            throw new UncheckedIOException("no clone can be made in " + home, failure);
        }
        String branch = "";
        String commit = "";
        for (String line :
                git.ask(home, check, "ls-remote", "--symref", repository, "HEAD").split("\n")) {
            if (line.startsWith("ref: refs/heads/")) {
                branch = line.substring("ref: refs/heads/".length()).replaceFirst("\\s+HEAD$", "");
            } else if (line.endsWith("HEAD")) {
                commit = line.replaceFirst("\\s+HEAD$", "");
            }
        }
        if (commit.isEmpty()) {
            throw new GitFailure("the repository has no commit");
        }
        return new Head(branch, commit);
    }

    /** A branch, and the commit it is at. */
    public record Head(String branch, String commit) {}

    /** The commit that a name of the repository is at now; empty when there is no such name. */
    public String at(String ref, Runnable check) {
        create(check);
        String line = git.ask(folder, check, "ls-remote", "origin", ref);
        return line.isEmpty() ? "" : line.substring(0, line.indexOf('\t'));
    }

    /** The names of the repository that begin so. */
    public List<String> refs(String prefix, Runnable check) {
        create(check);
        return git.ask(folder, check, "ls-remote", "origin", prefix + "*")
                .lines()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
    }

    /** Whether a commit is here, or can be had from the repository. */
    public boolean holds(String commit, Runnable check) {
        create(check);
        if (!has(commit, check)) {
            git.ask(folder, check, "fetch", "-q", "origin", "+refs/*:refs/godwit/*");
        }
        return has(commit, check);
    }

    /** What git says of this clone. */
    public String ask(Runnable check, String... arguments) {
        return git.ask(folder, check, arguments);
    }

    /** Whether git ends with 0 in this clone. */
    public boolean says(Runnable check, String... arguments) {
        return git.holds(folder, check, arguments);
    }

    /** Makes the tree exactly that commit: nothing of an earlier probe is left. */
    public void reset(String commit, Runnable check) {
        CloneFiles.unlock(folder);
        if (!holds(commit, check)) {
            throw new GitFailure("the repository has no commit " + commit);
        }
        git.ask(folder, check, "checkout", "-q", "-f", "--detach", commit);
        git.ask(folder, check, "clean", "-q", "-ffdx");
    }

    /** Notes what is changed in tracked files by now: what comes later is not committed. */
    public void stage(Runnable check) {
        git.ask(folder, check, "add", "-u", ".");
    }

    /**
     * Commits what was staged, without moving any branch.
     *
     * @param trailers at the end of the message, in their order
     * @return the commit; the one it was at when nothing was staged
     */
    public String commit(String message, Map<String, String> trailers, Runnable check) {
        if (git.holds(folder, check, "diff", "--cached", "--quiet")) {
            return git.ask(folder, check, "rev-parse", "HEAD");
        }
        StringBuilder whole = new StringBuilder(message).append("\n\n");
        trailers.forEach((key, value) -> whole.append(key).append(": ").append(value).append('\n'));
        git.ask(folder, check, "commit", "-q", "-m", whole.toString());
        return git.ask(folder, check, "rev-parse", "HEAD");
    }

    /**
     * The same commits, with more trailers on the first of them.
     *
     * @param base that they are on top of
     * @param tip the last of them
     * @return the last of the new ones
     */
    public String annotate(String base, String tip, List<String> trailers, Runnable check) {
        String parent = base;
        List<String> more = trailers;
        for (String one :
                git.ask(folder, check, "rev-list", "--reverse", base + ".." + tip).split("\n")) {
            String message = git.ask(folder, check, "log", "-1", "--format=%B", one).strip();
            String whole = more.isEmpty() ? message : message + "\n" + String.join("\n", more);
            parent =
                    git.ask(
                            folder,
                            check,
                            "commit-tree",
                            one + "^{tree}",
                            "-p",
                            parent,
                            "-m",
                            whole);
            more = List.of();
        }
        return parent;
    }

    /**
     * Puts a commit into the repository under a name, so that it survives this clone. Repeatable.
     *
     * @param ref the whole name: {@code refs/heads/godwit/x}
     */
    public void push(String commit, String ref, Runnable check) {
        git.ask(folder, check, "push", "-q", "--force", "origin", commit + ":" + ref);
    }

    /**
     * Moves a name of the repository to a commit, unless it is not where it was seen last.
     * Repeatable after another look.
     *
     * @param seen commit that it was at; empty for "there was none"
     * @throws GitFailure also when somebody else was faster
     */
    public void replace(String commit, String ref, String seen, Runnable check) {
        git.ask(
                folder,
                check,
                "push",
                "-q",
                "--force-with-lease=%s:%s".formatted(ref, seen),
                "origin",
                commit + ":" + ref);
    }

    /** Takes a name out of the repository, unless it is not where it was seen last. */
    public void drop(String ref, String seen, Runnable check) {
        git.ask(
                folder,
                check,
                "push",
                "-q",
                "--force-with-lease=%s:%s".formatted(ref, seen),
                "origin",
                ":" + ref);
    }

    /** Takes a name out of the repository again; nothing happens when it is not there. */
    public void forget(String ref, Runnable check) {
        if (git.holds(folder, check, "ls-remote", "--exit-code", "origin", ref)) {
            git.ask(folder, check, "push", "-q", "origin", ":" + ref);
        }
    }

    /** The same for many at once, all of which are there. */
    public void forget(List<String> refs, Runnable check) {
        for (int first = 0; first < refs.size(); first += MANY) {
            List<String> command = new ArrayList<>(List.of("push", "-q", "origin"));
            refs.subList(first, Math.min(refs.size(), first + MANY))
                    .forEach(ref -> command.add(":" + ref));
            git.ask(folder, check, command.toArray(String[]::new));
        }
    }

    private boolean has(String commit, Runnable check) {
        return git.holds(folder, check, "cat-file", "-e", commit + "^{commit}");
    }

    /** Under another name until it is whole: a clone that was killed is not gone on with. */
    private void create(Runnable check) {
        // Not asked of git, which would answer for a repository around the folder.
        if (Files.isDirectory(folder.resolve(".git"))) {
            return;
        }
        Path fresh = home.resolve(folder.getFileName() + ".new");
        try {
            Files.createDirectories(home);
            CloneFiles.delete(fresh);
            if (!linked(fresh, check)) {
                CloneFiles.delete(fresh);
                git.ask(
                        home,
                        check,
                        "clone",
                        "-q",
                        "--no-checkout",
                        "--no-hardlinks",
                        repository,
                        fresh.toString());
            }
            CloneFiles.delete(folder);
            Files.move(fresh, folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("no clone can be made in " + home, failure);
        }
    }

    /** From the other clone, which may be written to or made anew at this very moment. */
    private boolean linked(Path fresh, Runnable check) {
        return beside.filter(other -> Files.isDirectory(other.resolve(".git"))).isPresent()
                && git.holds(
                        home,
                        check,
                        "clone",
                        "-q",
                        "--no-checkout",
                        "--local",
                        beside.get().toString(),
                        fresh.toString())
                && git.holds(fresh, check, "remote", "set-url", "origin", repository);
    }

    /** Deletes the clone. */
    public void remove() {
        CloneFiles.delete(folder);
    }
}
