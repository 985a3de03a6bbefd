package dev.godwit.check;

import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.check.Checked;
import dev.godwit.postgres.check.Line;
import dev.godwit.postgres.check.ProjectCheck;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.check.CheckActivities;
import dev.godwit.workflow.check.CheckInput;
import dev.godwit.workflow.check.CheckReport;
import dev.godwit.workflow.check.CheckedLine;
import java.util.List;

/** Tries migrations beside PostgreSQL targets. Thread-safe. */
public final class PostgresCheck implements CheckActivities {

    private final Host host;
    private final ScriptFolders folders;

    public PostgresCheck(TargetDatabases targets, ScriptFolders folders) {
        this.host = new Host(targets);
        this.folders = folders;
    }

    @Override
    public CheckReport checkProject(CheckInput input) {
        return host.on(
                input.target(),
                "migrations beside target " + input.target(),
                (target, attempt) -> {
                    MigrationsReader.Read read =
                            MigrationsReader.read(input.source(), input.text());
                    MigrationsFile file = read.plan();
                    if (file == null) {
                        return new CheckReport(
                                "",
                                "",
                                Messages.findings(read.problems(), input.source()),
                                List.of());
                    }
                    return report(
                            new ProjectCheck(
                                            target.database(), target.scratches(), folders, attempt)
                                    .run(file, input.target(), input.all()));
                });
    }

    private static CheckReport report(Checked checked) {
        return new CheckReport(
                checked.folder(),
                checked.kind(),
                Messages.findings(checked.problems(), checked.folder()),
                checked.lines().stream().map(PostgresCheck::line).toList());
    }

    private static CheckedLine line(Line line) {
        return new CheckedLine(
                line.subject(), CheckedLine.Verdict.valueOf(line.verdict().name()), line.words());
    }
}
