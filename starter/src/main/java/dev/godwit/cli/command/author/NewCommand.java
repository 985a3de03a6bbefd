package dev.godwit.cli.command.author;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.migrations.PlanKeys;
import dev.godwit.cli.command.migrations.PlannedMigrations;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.view.Words;
import dev.godwit.config.Target;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.writing.WriteInput;
import dev.godwit.workflow.writing.WriteInput.What;
import dev.godwit.workflow.writing.WriteReport;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write a migration that is to be filled. */
@CommandLine.Command(
        name = "new",
        description = {
            "Write a new migration into a project",
            "migration: the next file, in the manner of those that are there; what models of Prisma",
            "and Django have changed is in it. data-migration: one for the schema and one",
            "for rows. merge: the migration that brings Django's branches together.",
            "squash: one of Django's in the place of several, tried beside them in databases",
            "of their own before it is written.",
            "",
            "  godwit new migration add_email --project services/shop",
            "  godwit new merge --project services/parcels --dry-run",
            "  godwit new squash --project services/parcels --app parcels --to 0007"
        },
        footer = {
            "Exit codes: 0 written  2 wrong usage  6 the project cannot be used, nothing is written",
            "            7 a worker refuses  69 Temporal or worker unreachable",
            "See also: godwit check, godwit start"
        })
public final class NewCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "migration, data-migration, merge or squash")
    private String what = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "add_email")
    private @Nullable String name;

    @Option(
            names = "--project",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Working copy, on the host of the target's worker")
    private String project = "";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = {
                "Target in godwit.yaml, whose worker writes. Needed when there is more",
                "than one"
            })
    private @Nullable String target;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = {
                "sql, flyway, prisma or django, where a project has migrations of",
                "several, or none yet"
            })
    private @Nullable String kind;

    @Option(names = "--path", paramLabel = "FOLDER", description = "The folder of the migrations")
    private @Nullable String path;

    @Option(names = "--app", paramLabel = "APP", description = "Of Django's apps, this one only")
    private @Nullable String app;

    @Option(
            names = "--from",
            paramLabel = "MIGRATION",
            description = "Squash from this one on; by default from the app's first")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "MIGRATION",
            description = {
                "Squash up to this one. A squash that is there already is tried as",
                "it is"
            })
    private @Nullable String to;

    @Option(
            names = "--dry-run",
            description = "Only say what would be written; a squash is tried all the same")
    private boolean dryRun;

    @Mixin private CommonOptions common = new CommonOptions();

    public NewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        What wanted = wanted();
        PlannedMigrations planned = PlannedMigrations.of(surroundings, keys());
        try (Session session = Session.open(surroundings, common.config())) {
            Target chosen = session.targets().database(target);
            Pollers.check(session.link(), chosen.queue());
            WriteInput input =
                    new WriteInput(
                            Contract.VERSION,
                            chosen.name(),
                            chosen.queue(),
                            planned.source(),
                            planned.resolved(session),
                            wanted,
                            name == null ? "" : name,
                            app == null ? "" : app,
                            dryRun,
                            from == null ? "" : from,
                            to == null ? "" : to);
            return print(new WriteErrand(session, input).write(), output);
        }
    }

    private What wanted() {
        What wanted =
                switch (what) {
                    case "migration" -> What.MIGRATION;
                    case "data-migration" -> What.DATA_MIGRATION;
                    case "merge" -> What.MERGE;
                    case "squash" -> What.SQUASH;
                    default ->
                            throw usage(
                                    "there is no new %s".formatted(what.toLowerCase(Locale.ROOT)),
                                    "godwit new migration NAME, data-migration NAME, merge, or squash");
                };
        boolean named = wanted == What.MIGRATION || wanted == What.DATA_MIGRATION;
        if ((name != null) != named) {
            throw usage(
                    named ? "the migration has no name" : "a %s has no name".formatted(what),
                    named
                            ? "godwit new %s add_email --project DIRECTORY".formatted(what)
                            : "leave it out");
        }
        boolean squash = wanted == What.SQUASH;
        if (squash ? app == null || to == null : from != null || to != null) {
            throw usage(
                    squash
                            ? "a squash is of one app, up to one migration"
                            : "--from and --to are for a squash",
                    "godwit new squash --project DIRECTORY --app APP --to 0007");
        }
        return wanted;
    }

    private static CliError usage(String words, String next) {
        return new CliError(ExitCode.USAGE, "GW-783", words, "", "", next);
    }

    private Map<String, Object> keys() {
        return new PlanKeys(project, kind).with("path", path).map();
    }

    private ExitCode print(WriteReport report, Output output) {
        if (!report.problems().isEmpty()) {
            throw new CliError(ExitCode.REJECTED, report.problems(), null);
        }
        output.object(report);
        if (!output.json()) {
            output.line("%s (%s)".formatted(Words.line(report.folder()), report.kind()));
            report.said().forEach(line -> output.line("  " + Words.line(line)));
            String verb = dryRun ? "would write" : "wrote";
            report.files()
                    .forEach(file -> output.line("  %s %s".formatted(verb, Words.line(file))));
        }
        return ExitCode.DONE;
    }
}
