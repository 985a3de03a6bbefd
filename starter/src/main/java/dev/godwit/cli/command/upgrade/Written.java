package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options as people write them. */
final class Written {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,4})\\s*([mhdw])");

    private static final int MOST_LANES = 8;

    private Written() {}

    /** A command as its words: quotes keep spaces, nothing else is special. */
    static List<String> words(String command) {
        Matcher word = WORD.matcher(command);
        if (!word.replaceAll("").isBlank()) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-643",
                    "a quote in --test is not closed",
                    command,
                    "",
                    "close it, or put the command into a file");
        }
        List<String> words = new ArrayList<>();
        word.reset();
        while (word.find()) {
            for (int group = 1; group <= 3; group++) {
                if (word.group(group) != null) {
                    words.add(word.group(group));
                }
            }
        }
        return words;
    }

    /** A time such as {@code 7d}; empty for none. */
    static long seconds(String time) {
        if (time.isBlank()) {
            return 0;
        }
        Matcher parts = TIME.matcher(time.strip());
        if (!parts.matches()) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-644",
                    time + " is no time",
                    "--cooldown",
                    "",
                    "write a number with m, h, d or w, such as 7d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> number * 60;
            case "h" -> number * 3_600;
            case "d" -> number * 86_400;
            default -> number * 7 * 86_400;
        };
    }

    /** What an audit fails on. */
    static List<String> gate(List<String> words) {
        List<String> known = List.of("new", "low", "moderate", "high", "critical");
        for (String word : words) {
            if (!known.contains(word)) {
                throw new CliError(
                        ExitCode.USAGE,
                        "GW-649",
                        word + " is nothing that an audit can fail on",
                        "--fail-on",
                        "",
                        "use " + String.join(", ", known));
            }
        }
        return words;
    }

    /** How many probes at the same time; 0 when it is not said. */
    static int lanes(Optional<Integer> number) {
        int lanes = number.orElse(0);
        if (number.isPresent() && (lanes < 1 || lanes > MOST_LANES)) {
            throw new CliError(
                    ExitCode.USAGE,
                    "GW-659",
                    "%d is no number of lanes".formatted(lanes),
                    "--lanes",
                    "",
                    "write a number from 1 to " + MOST_LANES);
        }
        return lanes;
    }

    /** Nothing in {@code found} is what was meant. */
    static CliError noProject(String written, List<Project> found) {
        return new CliError(
                ExitCode.USAGE,
                "GW-645",
                "there is no such project in " + written,
                "--path, --ecosystem",
                "there is: "
                        + String.join(
                                ", ",
                                found.stream()
                                        .map(
                                                one ->
                                                        "%s (%s)"
                                                                .formatted(
                                                                        one.path().isEmpty()
                                                                                ? "."
                                                                                : one.path(),
                                                                        one.ecosystem()))
                                        .toList()),
                "name one of these, or leave the options out for all of them");
    }

    /**
     * Passes upgrades on, unless {@code --only} named nothing that exists in any of them: then
     * nothing was tried, and that is a slip, not a project that is up to date.
     */
    static List<UpgradeView> meant(List<String> only, List<UpgradeView> ended) {
        List<Fate> nowhere =
                ended.stream()
                        .flatMap(view -> view.fates().stream())
                        .filter(fate -> fate.reason().contains(Wishes.NOWHERE))
                        .filter(fate -> only.contains(fate.name()))
                        .toList();
        if (only.isEmpty() || ended.isEmpty() || nowhere.size() < only.size() * ended.size()) {
            return ended;
        }
        throw new CliError(
                ExitCode.USAGE,
                "GW-665",
                "--only names nothing that is declared: " + String.join(", ", only),
                String.join(", ", ended.stream().map(UpgradeView::run).toList()),
                String.join(
                        "; ",
                        nowhere.stream()
                                .map(fate -> "%s, %s".formatted(fate.name(), fate.reason()))
                                .distinct()
                                .toList()),
                "use the names in the project's own files, or a family such as nestjs");
    }
}
