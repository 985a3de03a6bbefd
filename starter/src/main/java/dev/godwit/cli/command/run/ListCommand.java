package dev.godwit.cli.command.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.OpenRuns;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.view.ListView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** List the runs that Temporal knows, newest first. Needs no worker. */
@CommandLine.Command(
        name = "list",
        description = {
            "List the runs that Temporal knows, newest first",
            "Needs no worker, except to ask targets for runs that no workflow drives any more:",
            "that is done with --target or --orphans.",
            "",
            "  godwit list --target shop-staging"
        },
        footer = {
            "Exit codes: 0 listed  9 a target could not be asked  69 Temporal unreachable",
            "See also: godwit status, godwit history"
        })
public final class ListCommand implements Command {

    private final Surroundings surroundings;

    @Option(names = "--target", paramLabel = "NAME", description = "Runs on this target only")
    private @Nullable String target;

    @Option(names = "--orphans", description = "Ask every target for runs that no workflow drives")
    private boolean orphans;

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
            List<ListView.Row> rows = session.runs().list(target);
            ExitCode exit = ExitCode.DONE;
            if (target != null || orphans) {
                Set<String> asked = asked(session.targets());
                OpenRuns.Found found = new OpenRuns(session).orphans(asked);
                rows = withOrphans(rows, found.orphans());
                output.problems(found.unread());
                exit = found.unread().isEmpty() ? exit : ExitCode.UNKNOWN;
            }
            ListView list = new ListView(rows);
            if (output.json()) {
                output.object(list);
            } else {
                output.line(list.text());
            }
            return exit;
        }
    }

    /** Of a project, Temporal alone has a record. */
    private Set<String> asked(Targets targets) {
        if (target == null) {
            return targets.databases();
        }
        return targets.project(target).isPresent() ? Set.of() : Set.of(target);
    }

    /** What the target says of a run replaces what Temporal remembers of its lost workflow. */
    private static List<ListView.Row> withOrphans(
            List<ListView.Row> rows, List<ListView.Row> orphans) {
        Set<String> lost = orphans.stream().map(ListView.Row::run).collect(Collectors.toSet());
        return Stream.concat(
                        orphans.stream(), rows.stream().filter(row -> !lost.contains(row.run())))
                .toList();
    }
}
