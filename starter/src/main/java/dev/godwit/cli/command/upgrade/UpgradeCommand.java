package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.ProjectPlace;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeFollower;
import dev.godwit.cli.upgrade.UpgradeLaunch;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Move the dependencies of a project as far as its own tests stay green. */
@CommandLine.Command(
        name = "upgrade",
        description = {
            "Move the dependencies of a project as far as its own tests stay green",
            "Works in a clone: your tree and your branch are never touched. The result is a",
            "branch godwit/RUN with one commit per verdict. Ctrl-C stops following only.",
            "Every project of a repository gets its own run.",
            "",
            "  godwit upgrade . --to latest --except typescript"
        },
        footer = {
            "Exit codes: 0 done or detached  4 aborted  6 cannot begin  7 under way already",
            "            10 red before anything moved  11 something could not be moved",
            "            69 Temporal or worker unreachable",
            "See also: godwit status, godwit merge, godwit rollback, godwit report"
        })
public final class UpgradeCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "PROJECT",
            description = "A project target of godwit.yaml, or a directory of this host")
    private String project = "";

    /** How far. */
    enum Height {
        minor,
        latest
    }

    @Option(
            names = "--to",
            paramLabel = "HEIGHT",
            description = "minor: never leave a major version, the default; latest: all of them")
    private Height to = Height.minor;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "These only; * is any")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--except",
            paramLabel = "NAME",
            split = ",",
            description = "Not these; * is any")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "COMMAND",
            description = "Decides in place of the project's own build and tests; no shell")
    private String test = "";

    @Option(
            names = "--recipes",
            paramLabel = "RECIPE",
            description = "Rewrite of source code, KIND:WHAT; may be repeated")
    private List<String> recipes = new ArrayList<>();

    @Option(
            names = "--cooldown",
            paramLabel = "TIME",
            description = "Offer no version that is younger, such as 7d")
    private String cooldown = "";

    @Option(
            names = "--path",
            paramLabel = "FOLDER",
            description = "The project in this folder of the repository only")
    private String path = "";

    @Option(
            names = "--ecosystem",
            paramLabel = "NAME",
            description = "Of a folder with several, this one: npm, maven")
    private String ecosystem = "";

    @Option(names = "--fresh", description = "Do not believe what earlier runs have tested")
    private boolean fresh;

    @Option(names = "--detach", description = "Print the names of the runs and return at once")
    private boolean detach;

    @Mixin private CommonOptions common = new CommonOptions();

    public UpgradeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was started. */
    record Started(List<String> runs) {}

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        Wishes wishes =
                new Wishes(
                        to == Height.latest,
                        only,
                        except,
                        Written.words(test),
                        recipes,
                        Written.seconds(cooldown),
                        List.of(),
                        "",
                        false,
                        fresh);
        try (Session session = Session.open(surroundings, common.config())) {
            Place place = ProjectPlace.of(project, session.targets(), surroundings);
            Pollers.check(session.link(), place.queue());
            List<UpgradeRun> runs = new ArrayList<>();
            for (RunHandle run : begin(new UpgradeLaunch(session), place, wishes)) {
                if (!detach) {
                    output.line(
                            "started %s; Ctrl-C stops following, not the run"
                                    .formatted(run.name()));
                }
                UpgradeRun.of(session, run).ifPresent(runs::add);
            }
            if (detach) {
                output.object(new Started(runs.stream().map(UpgradeRun::name).toList()));
                if (!output.json()) {
                    runs.forEach(run -> output.line(run.name()));
                }
                return ExitCode.DONE;
            }
            return UpgradeAnswer.print(new UpgradeFollower(runs, output).follow(), output);
        }
    }

    private List<RunHandle> begin(UpgradeLaunch launch, Place place, Wishes wishes) {
        List<Project> found =
                launch.find(place).projects().stream()
                        .filter(one -> path.isEmpty() || one.path().equals(path))
                        .filter(one -> ecosystem.isEmpty() || one.ecosystem().equals(ecosystem))
                        .toList();
        if (found.isEmpty()) {
            throw Written.noProject(project);
        }
        List<RunHandle> runs = new ArrayList<>();
        for (Project one : found) {
            Place its =
                    new Place(
                            place.target(),
                            place.queue(),
                            place.directory(),
                            one.path(),
                            one.ecosystem());
            runs.add(launch.upgrade(its, name(one, found), wishes));
        }
        return runs;
    }

    /** The same for the same project, however many there are beside it. */
    private static String name(Project project, List<Project> all) {
        String name =
                project.path().isEmpty()
                        ? "upgrade"
                        : "upgrade-" + project.path().replaceAll("[^A-Za-z0-9._-]", "-");
        boolean shared =
                all.stream().filter(other -> other.path().equals(project.path())).count() > 1;
        return shared ? name + "-" + project.ecosystem() : name;
    }
}
