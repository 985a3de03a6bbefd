package dev.godwit.cli.care.doctor;

import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.util.List;

/**
 * How everything is; in JSON mode exactly this.
 *
 * @param reachable whether Temporal answered
 * @param mended what was put right, one sentence each
 */
public record Report(
        boolean reachable, List<Subject> subjects, List<String> mended, Counts counts) {

    public Report {
        subjects = List.copyOf(subjects);
        mended = List.copyOf(mended);
    }

    /**
     * What was looked at, and what was found.
     *
     * @param name {@code starter}, {@code temporal} or {@code target NAME}
     */
    public record Subject(String name, List<Check> checks) {

        public Subject {
            checks = List.copyOf(checks);
        }
    }

    /** How many checks came out how. */
    public record Counts(long ok, long notes, long warnings, long failures, long unknown) {}

    /** With its checks counted. */
    public static Report of(boolean reachable, List<Subject> subjects, List<String> mended) {
        List<Check> checks =
                subjects.stream().flatMap(subject -> subject.checks().stream()).toList();
        return new Report(
                reachable,
                subjects,
                mended,
                new Counts(
                        count(checks, Level.OK),
                        count(checks, Level.NOTE),
                        count(checks, Level.WARNING),
                        count(checks, Level.FAILURE),
                        count(checks, Level.UNKNOWN)));
    }

    /** How a command that shows it ends. */
    public ExitCode exit() {
        if (!reachable) {
            return ExitCode.UNREACHABLE;
        }
        if (counts.warnings() + counts.failures() > 0) {
            return ExitCode.FINDINGS;
        }
        return counts.unknown() > 0 ? ExitCode.UNKNOWN : ExitCode.DONE;
    }

    private static long count(List<Check> checks, Level level) {
        return checks.stream().filter(check -> check.level() == level).count();
    }
}
