package dev.godwit.cli.command.release;

import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.release.ReleaseAnswer;
import dev.godwit.cli.release.ReleaseFollower;
import dev.godwit.cli.release.ReleaseLaunch;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.release.message.ReleaseBackInput;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a release back, under way or over. */
public record ReleaseBack(Session session, Output output, boolean detach) {

    private static final String OPEN = "GW-687";

    /** What a person is asked before. */
    public static String question(ReleaseRun release) {
        return release.open()
                ? release.name() + " is under way: it is stopped, and both its parts go back."
                : """
                %s is over. First its upgrade goes: the result branch, and what was merged of it by a
                new commit. Then its migration is taken back as godwit rollback would."""
                        .formatted(release.name());
    }

    /** Does it, and follows it. */
    public ExitCode take(RunHandle handle, String reason) throws InterruptedException {
        ReleaseRun release = ReleaseRun.of(session, handle).orElseThrow(handle::notRunning);
        if (release.open()) {
            output.line(Decision.ABORT.send(handle, session.link().actor(), reason));
        } else {
            begin(release, reason);
        }
        if (detach) {
            return ExitCode.DONE;
        }
        return ReleaseAnswer.print(new ReleaseFollower(release, output).followRollback(), output);
    }

    private void begin(ReleaseRun release, String reason) {
        ReleaseInput input = release.input();
        Pollers.check(session.link(), input.migration().queue());
        Pollers.check(session.link(), input.upgrade().place().queue());
        List<String> open = new ArrayList<>();
        for (String part : List.of(input.migrationRun(), input.upgrade().run())) {
            if (session.runs().named(part).openType().isPresent()) {
                open.add(part);
            }
        }
        if (!open.isEmpty()) {
            throw new CliError(
                    ExitCode.REFUSED,
                    OPEN,
                    String.join(" and ", open) + " is still under way",
                    "release " + release.name(),
                    "a part that has outlived its release is taken back by itself",
                    "godwit rollback " + open.getFirst());
        }
        Optional<UpgradeView> upgrade =
                UpgradeRun.of(session, session.runs().named(input.upgrade().run()))
                        .map(part -> part.look().view());
        new ReleaseLaunch(session)
                .rollback(
                        new ReleaseBackInput(
                                input,
                                own(release.ended()),
                                upgrade.map(UpgradeView::into).orElse(""),
                                upgrade.map(UpgradeView::from).orElse(""),
                                session.link().actor(),
                                reason));
    }

    /** A schema that an earlier run had applied stays. What is not known counts as its own. */
    private static boolean own(@Nullable ReleaseReport ended) {
        return ended == null || !ended.before();
    }
}
