package dev.godwit.cli.command.run;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.workflow.message.Finding;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A plan that is correct as text.
 *
 * @param source its path as it was named
 */
record PlanFile(Plan plan, String source, String text) {

    private static final String UNREADABLE = "GW-505";

    /**
     * Reads and checks a plan.
     *
     * @throws CliError with everything that is wrong with it
     */
    static PlanFile read(Path folder, Path file) {
        String source = file.toString();
        String text = text(folder.resolve(file), source);
        Reading reading = PlanReader.read(source, text);
        Plan plan = reading.plan();
        if (plan == null) {
            throw new CliError(
                    ExitCode.REJECTED,
                    reading.problems().stream()
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
        return new PlanFile(plan, source, text);
    }

    static String text(Path file, String source) {
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
