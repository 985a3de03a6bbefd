package dev.godwit.project.ecosystem;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one thing that was done in a project.
 *
 * @param note one line for people: what failed, or what was done
 * @param conflict packages that the package manager says cannot be moved without each other
 * @param logs what the programs printed, in their order
 */
public record Result(boolean good, String note, List<String> conflict, List<Path> logs) {

    public Result {
        conflict = List.copyOf(conflict);
        logs = List.copyOf(logs);
    }

    public static Result good(String note, List<Path> logs) {
        return new Result(true, note, List.of(), logs);
    }

    public static Result bad(String note, List<Path> logs) {
        return new Result(false, note, List.of(), logs);
    }
}
