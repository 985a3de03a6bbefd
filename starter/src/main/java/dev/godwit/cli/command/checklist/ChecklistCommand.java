package dev.godwit.cli.command.checklist;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Place;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.checklist.Evidence;
import dev.godwit.workflow.checklist.RunFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Say of a run what a change ticket asks, each line with its evidence. */
@CommandLine.Command(
        name = "checklist",
        description = {
            "Answer what a change ticket asks of a migration, each line with its evidence",
            "Reads what the target, and the other targets of godwit.yaml, have recorded. A line without evidence says so.",
            "",
            "  godwit checklist shop-production/users-full-name \\",
            "      --markdown"
        },
        footer = {
            "Exit codes: 0 no line failed  2 no such run, or an upgrade  8 a line failed",
            "            9 with --strict: a line is not shown  69 Temporal or worker unreachable",
            "See also: godwit report, godwit history, godwit drift"
        })
public final class ChecklistCommand implements Command {

    private static final String UNRECORDED = "GW-772";

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "RUN",
            description = "TARGET/PLAN of a migration or a release; PLAN when only one run has it")
    private String run = "";

    @Option(names = "--markdown", description = "Print Markdown, for a ticket")
    private boolean markdown;

    @Option(
            names = "--strict",
            description = "Fail also when a line is not shown (9), or only accepted by name (8)")
    private boolean strict;

    @Mixin private CommonOptions common = new CommonOptions();

    public ChecklistCommand(Surroundings surroundings) {
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
            Known known = known(session);
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            ChecklistView view = ChecklistView.of(known, now);
            if (output.json()) {
                output.object(view);
            } else if (markdown) {
                output.line(ChecklistText.markdown(view));
            } else {
                output.line(ChecklistText.plain(view, output.style()));
            }
            return view.exit(strict);
        }
    }

    private Known known(Session session) {
        Whole whole = Whole.of(session, session.runs().named(run));
        Evidence evidence = new ChecklistErrand(session, whole.migration()).gather();
        RunFacts facts = evidence.run();
        if (facts == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    UNRECORDED,
                    "the target has no record of " + whole.migration().name(),
                    "",
                    "there is no such run, or it was turned away before it began",
                    "godwit list");
        }
        Map<String, Place> places = new HashMap<>();
        session.targets()
                .databases()
                .forEach(name -> places.put(name, Place.of(session.targets().choose(name))));
        return new Known(
                whole.migration().target(),
                facts,
                evidence.trials(),
                evidence.silent(),
                places,
                whole.companion(),
                whole.alone());
    }
}
