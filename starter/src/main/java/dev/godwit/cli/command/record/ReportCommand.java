package dev.godwit.cli.command.record;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.record.Export;
import dev.godwit.cli.record.Records;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.release.ReleaseText;
import dev.godwit.cli.release.ReleaseView;
import dev.godwit.cli.report.Report;
import dev.godwit.cli.report.ReportReader;
import dev.godwit.cli.report.ReportText;
import dev.godwit.cli.report.page.Page;
import dev.godwit.cli.report.page.UpgradePage;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeMarkdown;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.upgrade.UpgradeText;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.cli.view.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sum a run up: in short, as Markdown, or as a page of its own. */
@CommandLine.Command(
        name = "report",
        description = {
            "Sum a run up: in short, as Markdown, or as a page with everything",
            "The page is one file: it needs no server, no script and no network.",
            "",
            "  godwit report shop-staging/users-full-name \\",
            "      --html users-full-name.html"
        },
        footer = {
            "Exit codes: 0 done  2 no such run, or FILE exists  69 Temporal or worker unreachable",
            "See also: godwit history, godwit open"
        })
public final class ReportCommand implements Command {

    private static final String UNRECORDED = "GW-563";
    private static final String PARTS = "GW-689";
    private static final String BY_NAME = "";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(
            names = "--html",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = BY_NAME,
            description = "Write a page; by default PLAN.html here, - for standard output")
    private @Nullable String html;

    @Option(names = "--markdown", description = "Print Markdown, for a pull request")
    private boolean markdown;

    @Option(names = "--force", description = "Replace FILE where it exists")
    private boolean force;

    @Mixin private CommonOptions common = new CommonOptions();

    public ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was written. */
    record Written(String run, String file) {}

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            Optional<UpgradeRun> upgrade = UpgradeRun.of(session, session.runs().named(run));
            if (upgrade.isPresent()) {
                return upgrade(upgrade.get().look().view(), output);
            }
            Optional<ReleaseRun> release = ReleaseRun.of(session, session.runs().named(run));
            if (release.isPresent()) {
                return release(release.get().look().view(), output);
            }
            Report report = report(Records.read(session, session.runs().named(run), true));
            if (html != null) {
                page(html.equals(BY_NAME) ? report.head().plan() + ".html" : html, report, output);
            } else if (output.json()) {
                output.object(report);
            } else {
                output.line(markdown ? ReportText.markdown(report) : ReportText.plain(report));
            }
            return ExitCode.DONE;
        }
    }

    private ExitCode release(ReleaseView view, Output output) {
        if (html != null) {
            throw new CliError(
                    ExitCode.USAGE,
                    PARTS,
                    view.run() + " is a release: it has no page of its own",
                    "--html",
                    "its migration and its upgrade have one each",
                    pages(view));
        }
        if (output.json()) {
            output.object(view);
        } else {
            output.line(
                    markdown ? ReleaseText.markdown(view) : ReleaseText.of(view, output.style()));
        }
        return ExitCode.DONE;
    }

    private static String pages(ReleaseView view) {
        RunView migration = view.migration();
        UpgradeView upgrade = view.upgrade();
        List<String> pages = new ArrayList<>();
        if (migration != null) {
            pages.add("godwit report %s --html".formatted(migration.run()));
        }
        if (upgrade != null) {
            pages.add("godwit report %s --html".formatted(upgrade.run()));
        }
        return String.join("\n", pages);
    }

    private ExitCode upgrade(UpgradeView view, Output output) {
        if (html != null) {
            String file = html.equals(BY_NAME) ? view.run().replace('/', '-') + ".html" : html;
            write(file, UpgradePage.of(view), view.run(), output);
        } else if (output.json()) {
            output.object(view);
        } else {
            output.line(markdown ? UpgradeMarkdown.of(view) : UpgradeText.of(view, output.style()));
        }
        return ExitCode.DONE;
    }

    private static Report report(Records.Found found) {
        if (!found.problems().isEmpty()) {
            throw new CliError(ExitCode.UNREACHABLE, found.problems(), null);
        }
        if (found.known().runs().isEmpty()) {
            throw new CliError(
                    ExitCode.USAGE,
                    UNRECORDED,
                    "the target has no record of " + found.known().run(),
                    "",
                    "it was turned away before it began",
                    "godwit history " + found.known().run());
        }
        return ReportReader.read(found.known(), Instant.now());
    }

    private void page(String file, Report report, Output output) {
        write(file, Page.of(report), report.head().run(), output);
    }

    private void write(String file, String text, String name, Output output) {
        if (file.equals("-")) {
            surroundings.out().print(text);
            surroundings.out().flush();
            return;
        }
        Export.write(surroundings.folder().resolve(file), text, force);
        output.line(surroundings.folder().resolve(file).toAbsolutePath().normalize().toString());
        output.object(new Written(name, file));
    }
}
