package dev.godwit.migration;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.plan.Compilation;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.script.SqlCompiler;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.script.pending.Pending;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FoundMigrations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The activity {@code findMigrations}. */
final class PendingMigrations {

    private final Host host;
    private final ScriptFolders folders;

    PendingMigrations(Host host, ScriptFolders folders) {
        this.host = host;
        this.folders = folders;
    }

    FoundMigrations find(FindMigrationsInput input) {
        return host.on(
                input.target(),
                "migrations of target " + input.target(),
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    MigrationsReader.Read read =
                            MigrationsReader.read(input.source(), input.text());
                    MigrationsFile file = read.plan();
                    if (file == null) {
                        return problems("", read.problems());
                    }
                    Pending.Found found =
                            new Pending(target.database(), folders).find(file, attempt);
                    return found.problems().isEmpty()
                            ? found(file, found)
                            : problems(found.folder(), found.problems());
                });
    }

    private static FoundMigrations found(MigrationsFile file, Pending.Found found) {
        Compilation compiled =
                SqlCompiler.compile(
                        file,
                        found.history(),
                        "look",
                        "public",
                        found.repairs(),
                        found.baseline(),
                        found.pending(),
                        Map.of());
        return new FoundMigrations(
                found.folder(),
                found.kind().word(),
                found.applied().size(),
                found.baseline().stream().map(SqlMigration::name).toList(),
                found.pending().stream()
                        .map(
                                one ->
                                        new FoundMigrations.Pending(
                                                one.name(),
                                                one.checksum(),
                                                words(compiled.steps(), one.name())))
                        .toList(),
                List.of(),
                found.repairs().stream()
                        .map(
                                one ->
                                        new FoundMigrations.Repair(
                                                one.name(), one.pin(), one.mark(), one.words()))
                        .toList());
    }

    private static String words(List<Step> steps, String name) {
        return steps.stream()
                .filter(
                        step ->
                                step.work() instanceof ScriptWork.Script script
                                        && script.name().equals(name))
                .flatMap(step -> ((ScriptWork.Script) step.work()).saves().stream())
                .map(Save::words)
                .collect(Collectors.joining(", "));
    }

    private static FoundMigrations problems(String folder, List<Problem> problems) {
        return new FoundMigrations(
                folder,
                "",
                0,
                List.of(),
                List.of(),
                Messages.findings(problems, folder),
                List.of());
    }
}
