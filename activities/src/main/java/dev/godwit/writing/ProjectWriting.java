package dev.godwit.writing;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.author.Author;
import dev.godwit.postgres.author.Authored;
import dev.godwit.postgres.author.Request;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.writing.WriteInput;
import dev.godwit.workflow.writing.WriteReport;
import dev.godwit.workflow.writing.WritingActivities;
import java.time.Clock;
import java.util.List;

/** Writes migrations into projects that this host sees. Thread-safe. */
public final class ProjectWriting implements WritingActivities {

    private final Host host;
    private final ScriptFolders folders;

    public ProjectWriting(TargetDatabases targets, ScriptFolders folders) {
        this.host = new Host(targets);
        this.folders = folders;
    }

    @Override
    public WriteReport writeMigration(WriteInput input) {
        return host.on(
                input.target(),
                "migrations of a project",
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    MigrationsReader.Read read =
                            MigrationsReader.read(input.source(), input.text());
                    MigrationsFile file = read.plan();
                    if (file == null) {
                        return new WriteReport(
                                "",
                                "",
                                Messages.findings(read.problems(), input.source()),
                                List.of(),
                                List.of());
                    }
                    Authored authored =
                            new Author(
                                            target.database(),
                                            target.scratches(),
                                            folders,
                                            Clock.systemUTC(),
                                            attempt)
                                    .write(
                                            new Request(
                                                    file,
                                                    input.what(),
                                                    input.name(),
                                                    input.app(),
                                                    input.dryRun(),
                                                    input.from(),
                                                    input.to()));
                    return new WriteReport(
                            authored.folder(),
                            authored.kind(),
                            Messages.findings(authored.problems(), authored.folder()),
                            authored.said(),
                            authored.files());
                });
    }
}
