package dev.godwit.cli.command.record;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.record.Export;
import dev.godwit.cli.record.HistoryText;
import dev.godwit.cli.record.Records;
import dev.godwit.cli.record.RunRecord;
import dev.godwit.cli.run.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Show what was done: the target's ledger joined with what Temporal still has. */
@CommandLine.Command(
        name = "history",
        description = {
            "Show what was done, by whom, with which statement, lock and duration",
            "Joins the target's own ledger with what Temporal still has. Times are UTC.",
            "",
            "  godwit history shop-staging/users-full-name \\",
            "      --export history.jsonl"
        },
        footer = {
            "Exit codes: 0 shown  2 no such run, or FILE exists  69 Temporal or worker unreachable",
            "Without a worker it shows Temporal's part alone, and exits with 69.",
            "See also: godwit report, godwit status, godwit open"
        })
public final class HistoryCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--full", description = "Show whole statements on a terminal; a pipe has them")
    private boolean full;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write JSON lines, the run first; - for standard output")
    private @Nullable String export;

    @Option(names = "--force", description = "Replace FILE where it exists")
    private boolean force;

    @Mixin private CommonOptions common = new CommonOptions();

    public HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was exported. */
    record Exported(String run, String file, int lines) {}

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            Records.Found found = Records.read(session, session.runs().named(run), false);
            RunRecord known = found.known();
            if (export != null) {
                export(export, known, output);
            } else if (output.json()) {
                output.object(known);
            } else if (output.redraws()) {
                output.line(HistoryText.terminal(known, output.width(), full));
            } else {
                output.line(HistoryText.piped(known));
            }
            if (!found.problems().isEmpty()) {
                output.problems(found.problems());
            }
            return found.exit();
        }
    }

    private void export(String file, RunRecord known, Output output) {
        String text = Export.text(known);
        if (file.equals("-")) {
            surroundings.out().print(text);
            surroundings.out().flush();
            return;
        }
        Export.write(surroundings.folder().resolve(file), text, force);
        output.line("%s: %d lines in %s".formatted(known.run(), known.lines().size(), file));
        output.object(new Exported(known.run(), file, known.lines().size()));
    }
}
