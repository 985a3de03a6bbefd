package dev.godwit.cli.plan;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanKinds;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.workflow.message.Finding;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A plan that is correct as text.
 *
 * @param source its path as it was named
 */
public record PlanFile(Plan plan, String source, String text) {

    private static final String UNREADABLE = "GW-505";
    private static final String KIND = "GW-683";

    /**
     * Reads and checks a plan.
     *
     * @throws CliError with everything that is wrong with it
     */
    public static PlanFile read(Path folder, Path file) {
        String source = file.toString();
        String text = text(folder.resolve(file), source);
        PlanKinds.of(source, text).ifPresent(kind -> refuse(source, kind));
        Reading reading = PlanReader.read(source, text);
        Plan plan = reading.plan();
        if (plan == null) {
            throw wrong(reading.problems());
        }
        return new PlanFile(plan, source, text);
    }

    /** What is wrong with the text of a plan, as an error of the command line. */
    public static CliError wrong(List<Problem> problems) {
        return new CliError(
                ExitCode.REJECTED,
                problems.stream()
                        .map(
                                problem ->
                                        new Finding(
                                                problem.code(),
                                                problem.what(),
                                                problem.where(),
                                                problem.because(),
                                                problem.next()))
                        .toList(),
                null);
    }

    private static void refuse(String source, PlanKind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        throw new CliError(
                ExitCode.REJECTED,
                KIND,
                "%s is a plan of kind %s".formatted(source, word),
                "",
                "a migration's plan is meant here",
                "godwit start " + source);
    }

    /**
     * The text of a plan file, of whatever kind.
     *
     * @throws CliError when it cannot be read
     */
    public static String text(Path file, String source) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException binary) {
            throw unreadable(source, "it is not UTF-8 text");
        } catch (IOException failure) {
            throw unreadable(
                    source,
                    Files.isDirectory(file)
                            ? "it is a folder"
                            : Files.exists(file) ? "it cannot be opened" : "it does not exist");
        }
    }

    private static CliError unreadable(String source, String because) {
        return new CliError(
                ExitCode.USAGE,
                UNREADABLE,
                "the plan %s cannot be read".formatted(source),
                "",
                because,
                "name a plan file: godwit start PLAN --target NAME");
    }
}
