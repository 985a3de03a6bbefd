package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.AuditFiles;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ask which advisories the dependencies of a project fall under. */
@CommandLine.Command(
        name = "audit",
        description = {
            "Ask which advisories the dependencies of a project fall under",
            "What an auditor could not find out is unknown, never clean. Changes nothing.",
            "",
            "  godwit audit . --fail-on high --sarif godwit.sarif"
        },
        footer = {
            "Exit codes: 0 clean or detached  6 cannot begin  7 under way already",
            "            8 findings  9 something could not be found out",
            "            69 Temporal or worker unreachable",
            "See also: godwit upgrade, godwit report"
        })
public final class AuditCommand implements Command {

    private final Surroundings surroundings;

    @Mixin private ProjectOptions options = new ProjectOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            split = ",",
            description = "From low, moderate, high or critical on; any without it")
    private List<String> failOn = new ArrayList<>();

    @Option(
            names = "--sbom",
            paramLabel = "FILE",
            description = "Write what the project uses, as CycloneDX")
    private Optional<String> sbom = Optional.empty();

    @Option(names = "--sarif", paramLabel = "FILE", description = "Write what was found, as SARIF")
    private Optional<String> sarif = Optional.empty();

    @Mixin private CommonOptions common = new CommonOptions();

    public AuditCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        Wishes wishes = Wishes.NONE.failingOn(Written.gate(failOn));
        AuditFiles files = new AuditFiles(surroundings.folder(), sbom, sarif);
        try (Session session = Session.open(surroundings, common.config())) {
            List<UpgradeView> ended =
                    new ProjectRuns(surroundings, session, output, options)
                            .go(
                                    "audit",
                                    (launch, place, name) -> launch.audit(place, name, wishes));
            if (options.detach()) {
                return ExitCode.DONE;
            }
            files.copy(ended);
            return UpgradeAnswer.print(ended, output);
        }
    }
}
