package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of one recipe: its programs, their logs, and what has changed in the end. */
final class Rewriting {

    private final Workplace at;
    private final String log;
    private final Tree tree;
    private final Map<String, String> before;
    private final List<Path> logs = new ArrayList<>();

    /**
     * @param recipe its name, which its log files are called after
     */
    Rewriting(Workplace at, String recipe) throws IOException {
        this.at = at;
        this.log = log(recipe);
        this.tree = new Tree(at, log);
        this.before = tree.state();
    }

    /** Two recipes with long names may begin alike. */
    private static String log(String recipe) {
        String plain = recipe.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "recipe-%s-%08x"
                .formatted(plain.substring(0, Math.min(plain.length(), 40)), recipe.hashCode());
    }

    /** Files that git tracks, below the paths. */
    List<String> tracked(List<String> paths) throws IOException {
        return tree.tracked(paths);
    }

    /** Runs a program that may have to be fetched first. */
    Ended run(Map<String, String> variables, List<String> command) throws IOException {
        Ended ended = at.fetch(log + "-" + (logs.size() + 1), variables, command);
        logs.add(ended.output());
        return ended;
    }

    Result failed(String why) {
        return Result.bad(why, logs);
    }

    /** Good, and what has come of it. */
    Result done() throws IOException {
        return Result.good(say(changed()), logs);
    }

    /** How many files are not what they were. */
    int changed() throws IOException {
        return tree.changedSince(before).size();
    }

    Result done(String note) {
        return Result.good(note, logs);
    }

    static String say(int files) {
        return switch (files) {
            case 0 -> "nothing to do";
            case 1 -> "rewrote 1 file";
            default -> "rewrote %d files".formatted(files);
        };
    }

    /** How a program ended that has failed. */
    static String how(Ended ended) {
        return ended.tookTooLong() ? "took too long" : "exit " + ended.exit();
    }
}
