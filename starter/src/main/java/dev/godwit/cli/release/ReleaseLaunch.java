package dev.godwit.cli.release;

import dev.godwit.cli.run.Launch;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.release.message.ReleaseBackInput;
import dev.godwit.workflow.release.message.ReleaseInput;
import io.temporal.common.SearchAttributes;
import java.util.Map;
import java.util.function.Function;

/** Starts what has to do with releases. */
public final class ReleaseLaunch {

    private final Session session;

    public ReleaseLaunch(Session session) {
        this.session = session;
    }

    /**
     * Starts a release.
     *
     * @throws dev.godwit.cli.output.CliError when it is under way already
     */
    public RunHandle release(ReleaseInput input) {
        return begin(
                ReleaseRun.RELEASE,
                input,
                "%s around %s".formatted(input.migration().plan(), input.upgrade().run()),
                "Release `%s`: migration `%s` around upgrade `%s`, started by %s."
                        .formatted(
                                input.run(),
                                input.migrationRun(),
                                input.upgrade().run(),
                                input.actor()),
                input.actor(),
                input::with);
    }

    /** Takes a release back that is over. */
    public RunHandle rollback(ReleaseBackInput input) {
        ReleaseInput release = input.release();
        return begin(
                ReleaseRun.ROLLBACK,
                release,
                "take back " + release.name(),
                "Takes back `%s`; asked for by %s.".formatted(release.run(), input.actor()),
                input.actor(),
                known ->
                        new ReleaseBackInput(
                                release.with(known),
                                input.schema(),
                                input.into(),
                                input.from(),
                                input.actor(),
                                input.reason()));
    }

    private RunHandle begin(
            String type,
            ReleaseInput input,
            String summary,
            String details,
            String actor,
            Function<Boolean, Object> known) {
        return new Launch(session)
                .begin(
                        input.run(),
                        type,
                        input.run() + ": " + summary,
                        details,
                        Map.of(Memo.RELEASE, input.brief()),
                        SearchAttributes.newBuilder()
                                .set(Attributes.TARGET, input.migration().target())
                                .set(Attributes.PLAN, input.name())
                                .set(Attributes.ACTOR, actor)
                                .set(Attributes.PHASE, "release")
                                .set(Attributes.OUTCOME, "running")
                                .build(),
                        known);
    }
}
