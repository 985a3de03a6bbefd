package dev.godwit.preview;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.Preflights;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanKinds;
import dev.godwit.plan.PlanReader;
import dev.godwit.postgres.preflight.Foreseen;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.preview.PreviewActivities;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import dev.godwit.workflow.preview.PreviewReport.Verdict;
import dev.godwit.workflow.preview.PreviewStep;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at plans for PostgreSQL targets, and changes nothing there. Thread-safe. */
public final class PostgresPreview implements PreviewActivities {

    /** Temporal takes messages of up to 2 MB, and a character may take several bytes. */
    private static final int MOST_SQL = 600_000;

    private final Host host;
    private final Outside outside;
    private final ScriptFolders folders;

    /**
     * @param folders where the migrations of projects are
     */
    public PostgresPreview(TargetDatabases targets, Outside outside, ScriptFolders folders) {
        this.host = new Host(targets);
        this.outside = outside;
        this.folders = folders;
    }

    @Override
    public PreviewReport preview(PreviewInput input) {
        String where = "plan %s on target %s".formatted(input.plan(), input.target());
        return host.on(
                input.target(),
                where,
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    Foreseen seen =
                            Preflights.of(target, outside, folders)
                                    .foresee(request(input), attempt);
                    return report(input, seen, where, target.database());
                });
    }

    /** No workflow of that name has made a run. */
    private static Request request(PreviewInput input) {
        return new Request(
                Contract.runName(input.target(), input.plan()),
                input.plan(),
                input.source(),
                input.text(),
                input.hash(),
                input.actor(),
                "");
    }

    private static PreviewReport report(
            PreviewInput input, Foreseen seen, String where, Database database)
            throws SQLException {
        if (seen.steps().isEmpty()) {
            return new PreviewReport(
                    input.target(),
                    input.plan(),
                    input.hash(),
                    verdict(seen),
                    Messages.findings(seen.problems(), where),
                    Messages.findings(seen.options().notices(), where),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false);
        }
        Plan plan = plan(input);
        return database.tryOut(
                Scope.state("godwit plan"),
                connection -> {
                    Outlook outlook = new Outlook(connection, plan);
                    List<PreviewStep> steps = outlook.steps(seen.steps());
                    List<PreviewTable> tables = outlook.tables(steps);
                    boolean cut = input.statements() && sql(steps) > MOST_SQL;
                    return new PreviewReport(
                            input.target(),
                            input.plan(),
                            input.hash(),
                            verdict(seen),
                            Messages.findings(seen.problems(), where),
                            Messages.findings(seen.options().notices(), where),
                            Terms.of(
                                    seen.options(),
                                    plan,
                                    steps,
                                    CopyInstead.of(seen.copied(), tables, where)),
                            Waits.of(seen.options(), input.statements()),
                            input.statements() && !cut
                                    ? steps
                                    : steps.stream().map(PreviewStep::silent).toList(),
                            Locks.of(steps),
                            tables,
                            cut);
                });
    }

    private static Verdict verdict(Foreseen seen) {
        return seen.underWay() == null ? Verdict.valueOf(seen.verdict().name()) : Verdict.UNDER_WAY;
    }

    private static @Nullable Plan plan(PreviewInput input) {
        return PlanKinds.of(input.source(), input.text()).isPresent()
                ? null
                : PlanReader.read(input.source(), input.text()).plan();
    }

    private static long sql(List<PreviewStep> steps) {
        long length = 0;
        for (PreviewStep step : steps) {
            length += length(step.work());
            for (PreviewStep.PreviewWork undo : step.undo()) {
                length += length(undo);
            }
        }
        return length;
    }

    private static long length(PreviewStep.PreviewWork work) {
        return work.statements().stream().mapToLong(String::length).sum();
    }
}
