package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.upgrade.ProjectFilter;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which projects a command is about; every project of a repository gets a run of its own. */
public final class ProjectOptions {

    @Parameters(
            paramLabel = "PROJECT",
            description = "A project target of godwit.yaml, or a directory of this host")
    private String project = "";

    @Option(
            names = "--path",
            paramLabel = "FOLDER",
            description = "The project in this folder of the repository only")
    private String path = "";

    @Option(
            names = "--ecosystem",
            paramLabel = "NAME",
            description = "Of a folder with several, this one: npm, maven, python")
    private String ecosystem = "";

    @Option(names = "--detach", description = "Print the names of the runs and return at once")
    private boolean detach;

    /** For picocli. */
    ProjectOptions() {}

    /** As a plan says it. */
    ProjectOptions(String project, String path, String ecosystem, boolean detach) {
        this.project = project;
        this.path = path;
        this.ecosystem = ecosystem;
        this.detach = detach;
    }

    String project() {
        return project;
    }

    boolean detach() {
        return detach;
    }

    /** Those of the found ones that are meant; at least one. */
    List<Project> among(FoundProjects found) {
        List<Project> meant = filter().among(found.projects());
        List<Finding> passed = passed(found);
        if (meant.isEmpty() && !passed.isEmpty()) {
            throw new CliError(ExitCode.REJECTED, passed, null);
        }
        if (meant.isEmpty()) {
            throw Written.noProject(project, found.projects());
        }
        return meant;
    }

    /** Those that are meant as well, but are not worked with. */
    List<Finding> passed(FoundProjects found) {
        return found.passed().stream().filter(one -> filter().covers(one.where())).toList();
    }

    private ProjectFilter filter() {
        return new ProjectFilter(path, ecosystem);
    }
}
