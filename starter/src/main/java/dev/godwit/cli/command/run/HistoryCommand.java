package dev.godwit.cli.command.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Ledger;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.view.HistoryText;
import dev.godwit.workflow.message.history.History;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Show what the target's own ledger says: who, what, which statement, which lock, how long. */
@CommandLine.Command(
        name = "history",
        description = {
            "Show the target's own ledger: who, what, which statement, which lock, how long",
            "",
            "  godwit history shop-staging/users-full-name"
        },
        footer = {
            "Exit codes: 0 shown  69 Temporal or worker unreachable",
            "See also: godwit status, godwit open"
        })
public final class HistoryCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            RunHandle handle = session.runs().named(run);
            History history = Ledger.read(session, handle);
            if (output.json()) {
                output.object(history);
            } else {
                output.line(HistoryText.of(history, handle.name()));
            }
            return ExitCode.DONE;
        }
    }
}
