package dev.godwit.cli.run;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.view.ListView;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.history.History.RunEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs that targets believe to be under way, and that no workflow drives. */
public final class OpenRuns {

    private final Session session;

    public OpenRuns(Session session) {
        this.session = session;
    }

    /**
     * Orphans, and the targets that could not be asked.
     *
     * @param unread why a target is missing, one entry each
     */
    public record Found(List<ListView.Row> orphans, List<Finding> unread) {}

    /** Asks each target. */
    public Found orphans(Iterable<String> targets) {
        List<ListView.Row> orphans = new ArrayList<>();
        List<Finding> unread = new ArrayList<>();
        for (String target : targets) {
            try {
                Ledger.runs(session, target).stream()
                        .filter(run -> run.endedAt().isEmpty())
                        .filter(run -> driver(run.run()).isEmpty())
                        .forEach(run -> orphans.add(row(run)));
            } catch (CliError away) {
                unread.addAll(away.problems());
            }
        }
        return new Found(orphans, unread);
    }

    private Optional<String> driver(String run) {
        return session.runs().handle(run).openType();
    }

    private static ListView.Row row(RunEntry run) {
        return new ListView.Row(
                run.run(),
                "orphan",
                run.phase().toLowerCase(Locale.ROOT).replace('_', '-'),
                run.startedAt(),
                null,
                run.actor(),
                List.of("godwit recover " + run.run(), "godwit rollback " + run.run()));
    }
}
