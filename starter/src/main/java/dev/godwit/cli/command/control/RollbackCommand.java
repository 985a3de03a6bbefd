package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.release.ReleaseBack;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.Follower;
import dev.godwit.cli.run.Launch;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.view.Answer;
import dev.godwit.cli.view.RunView;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Take a run back, in any phase and after it is done. */
@CommandLine.Command(
        name = "rollback",
        description = {
            "Take a run back, in any phase and after it is done",
            "A run that no workflow drives is taken back from the target's own record. Follows until that is done.",
            "",
            "  godwit rollback shop-staging/users-full-name --reason \"needs another type\""
        },
        footer = {
            "Exit codes: 0 detached  2 not confirmed  3 waiting  4 rolled back  5 rollback incomplete",
            "            6 cannot be taken back  69 Temporal or worker unreachable",
            "See also: godwit abort, godwit status, godwit history"
        })
public final class RollbackCommand implements Command {

    /** The notice of what a rollback does not bring back. */
    private static final String LOSSES = "GW-287";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Option(names = "--yes", description = "Do not ask")
    private boolean yes;

    @Option(names = "--detach", description = "Return as soon as it has begun")
    private boolean detach;

    @Mixin private CommonOptions common = new CommonOptions();

    public RollbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws Exception {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            RunHandle handle = session.runs().named(run);
            Optional<UpgradeRun> upgrade = UpgradeRun.of(session, handle);
            if (upgrade.isPresent()) {
                return new UpgradeBack(surroundings, session, output, yes, detach)
                        .take(handle, upgrade.get(), reason);
            }
            Optional<ReleaseRun> release = ReleaseRun.of(session, handle);
            if (release.isPresent()) {
                if (!yes) {
                    Confirmation.ask(surroundings, output, ReleaseBack.question(release.get()));
                }
                return new ReleaseBack(session, output, detach).take(handle, reason);
            }
            Optional<String> open = handle.openType();
            if (open.isEmpty()) {
                Pollers.check(session.link(), session.targets().queue(handle.target()));
            }
            if (!yes) {
                Confirmation.ask(surroundings, output, question(handle, open));
            }
            if (open.isEmpty()) {
                output.line(
                        "%s: no workflow drives it; works from the target's own record"
                                .formatted(handle.name()));
                new Launch(session).rollback(handle, reason);
            } else if (open.get().equals("MigrationWorkflow")) {
                output.line(Decision.ABORT.send(handle, session.link().actor(), reason));
            } else {
                output.line(handle.name() + " is being rolled back already");
            }
            if (detach) {
                output.object(
                        RunView.partly(
                                handle.name(),
                                Outcome.RUNNING,
                                Phase.ROLLING_BACK,
                                handle.describe().map(handle::page).orElse(null),
                                List.of()));
                return ExitCode.DONE;
            }
            return Answer.print(new Follower(handle, output).followRollback(), output);
        }
    }

    private static String question(RunHandle handle, Optional<String> open) {
        return open.isEmpty()
                ? """
                %s is not under way: every step that its target has recorded is taken back, the
                newest first. What contract has dropped comes back as far as it was saved and is
                kept (godwit snapshot list %s); writes to a dropped column since then cannot,
                and the order of columns may differ.%s"""
                        .formatted(handle.name(), handle.target(), losses(handle))
                : "%s is under way: it is stopped, and every step is taken back.%s"
                        .formatted(handle.name(), losses(handle));
    }

    /** What was said of it before it began. */
    private static String losses(RunHandle handle) {
        return handle.describe().isEmpty()
                ? ""
                : handle.look().view().notices().stream()
                        .filter(notice -> notice.code().equals(LOSSES))
                        .map(notice -> "\nAs was said before it began, " + notice.what())
                        .collect(Collectors.joining());
    }
}
