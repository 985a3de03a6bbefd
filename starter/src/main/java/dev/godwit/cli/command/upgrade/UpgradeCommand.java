package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Move the dependencies of a project as far as its own tests stay green. */
@CommandLine.Command(
        name = "upgrade",
        description = {
            "Move the dependencies of a project as far as its own tests stay green",
            "Works in a clone: your tree and your branch are never touched. The result is a",
            "branch godwit/RUN with one commit per verdict. Ctrl-C stops following only.",
            "Every project of a repository gets its own run.",
            "",
            "  godwit upgrade . --to latest --except typescript"
        },
        footer = {
            "Exit codes: 0 done or detached  4 aborted  6 cannot begin  7 under way already",
            "            8 new advisories  9 advisories not known",
            "            10 red before anything moved  11 something could not be moved",
            "            69 Temporal or worker unreachable",
            "See also: godwit status, godwit merge, godwit rollback, godwit report"
        })
public final class UpgradeCommand implements Command {

    private final Surroundings surroundings;

    @Mixin private ProjectOptions options = new ProjectOptions();

    /** How far. */
    enum Height {
        minor,
        latest
    }

    @Option(
            names = "--to",
            paramLabel = "HEIGHT",
            description = "minor: never leave a major version, the default; latest: all of them")
    private Height to = Height.minor;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "These only; * is any")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--except",
            paramLabel = "NAME",
            split = ",",
            description = "Not these; * is any")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "COMMAND",
            description = "Decides in place of the project's own build and tests; no shell")
    private String test = "";

    @Option(
            names = "--recipes",
            paramLabel = "RECIPE",
            description = "Rewrite of source code, KIND:WHAT; may be repeated")
    private List<String> recipes = new ArrayList<>();

    @Option(
            names = "--cooldown",
            paramLabel = "TIME",
            description = "Offer no version that is younger, such as 7d")
    private String cooldown = "";

    @Option(
            names = "--fail-on",
            paramLabel = "WORD",
            split = ",",
            description =
                    "new: advisories that were not there before, the default; or from low, moderate,"
                            + " high, critical on, new or not")
    private List<String> failOn = new ArrayList<>();

    @Option(names = "--no-audit", description = "Ask nobody for advisories before and after")
    private boolean noAudit;

    @Option(
            names = "--in-container",
            paramLabel = "IMAGE",
            description = "Install, build and test in this image, by Docker or Podman")
    private String image = "";

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description = "Probes at the same time, 1 to 8; what the worker's host allows")
    private Optional<Integer> lanes = Optional.empty();

    @Option(names = "--fresh", description = "Do not believe what earlier runs have tested")
    private boolean fresh;

    @Mixin private CommonOptions common = new CommonOptions();

    public UpgradeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        Wishes wishes =
                new Wishes(
                        to == Height.latest,
                        only,
                        except,
                        Written.words(test),
                        recipes,
                        Written.seconds(cooldown),
                        Written.gate(failOn),
                        image,
                        !noAudit,
                        fresh,
                        Written.lanes(lanes));
        try (Session session = Session.open(surroundings, common.config())) {
            List<UpgradeView> ended =
                    new ProjectRuns(surroundings, session, output, options)
                            .go(
                                    "upgrade",
                                    (launch, place, name) -> launch.upgrade(place, name, wishes));
            return options.detach()
                    ? ExitCode.DONE
                    : UpgradeAnswer.print(Written.meant(only, ended), output);
        }
    }
}
