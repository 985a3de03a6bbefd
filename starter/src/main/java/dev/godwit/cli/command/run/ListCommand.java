package dev.godwit.cli.command.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.view.ListView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** List the runs that Temporal knows, newest first. Needs no worker. */
@CommandLine.Command(
        name = "list",
        description = {
            "List the runs that Temporal knows, newest first",
            "Needs no worker.",
            "",
            "  godwit list --target shop-staging"
        },
        footer = {
            "Exit codes: 0 listed  69 Temporal unreachable",
            "See also: godwit status, godwit history"
        })
public final class ListCommand implements Command {

    private final Surroundings surroundings;

    @Option(names = "--target", paramLabel = "NAME", description = "Runs on this target only")
    private @Nullable String target;

    @Mixin private CommonOptions common = new CommonOptions();

    public ListCommand(Surroundings surroundings) {
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
            ListView list = new ListView(session.runs().list(target));
            if (output.json()) {
                output.object(list);
            } else {
                output.line(list.text());
            }
            return ExitCode.DONE;
        }
    }
}
