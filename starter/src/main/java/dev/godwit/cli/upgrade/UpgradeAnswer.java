package dev.godwit.cli.upgrade;

import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import java.util.List;

/** Prints how upgrades stand, and ends a command accordingly. */
public final class UpgradeAnswer {

    /** What is worst comes first. */
    private static final List<ExitCode> WORST =
            List.of(
                    ExitCode.UNEXPECTED,
                    ExitCode.REJECTED,
                    ExitCode.RED_BASELINE,
                    ExitCode.FINDINGS,
                    ExitCode.PARTIAL,
                    ExitCode.UNKNOWN,
                    ExitCode.ROLLED_BACK,
                    ExitCode.DONE);

    private UpgradeAnswer() {}

    /** Several upgrades at once, in JSON mode. */
    record All(List<UpgradeView> runs) {}

    /** Prints one. @return the exit code of a command that followed it so far */
    public static ExitCode print(UpgradeView view, Output output) {
        return print(List.of(view), output);
    }

    /** Prints them. @return the exit code of the worst */
    public static ExitCode print(List<UpgradeView> views, Output output) {
        if (output.json()) {
            output.object(views.size() == 1 ? views.getFirst() : new All(views));
        } else {
            views.forEach(view -> output.line(UpgradeText.of(view, output.style())));
        }
        return WORST.stream()
                .filter(
                        code ->
                                views.stream()
                                        .anyMatch(view -> ExitCode.of(view.outcome()) == code))
                .findFirst()
                .orElse(ExitCode.DONE);
    }
}
