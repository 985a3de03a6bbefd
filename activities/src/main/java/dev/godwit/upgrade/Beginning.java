package dev.godwit.upgrade;

import dev.godwit.migration.host.Messages;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.audit.Waivers;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.recipe.Recipes;
import dev.godwit.upgrade.place.Workshop;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds projects, and where an upgrade of one begins. */
final class Beginning {

    private final Workshop workshop;
    private final List<Ecosystem> ecosystems;
    private final Recipes recipes;

    Beginning(Workshop workshop, List<Ecosystem> ecosystems, Recipes recipes) {
        this.workshop = workshop;
        this.ecosystems = ecosystems;
        this.recipes = recipes;
    }

    /** The projects below a folder of the repository; each in the topmost folder that has it. */
    FoundProjects projects(Site site, Runnable check) {
        Site.Start start = site.start();
        if (!start.problems().isEmpty()) {
            return new FoundProjects(List.of(), findings(start.problems(), ""));
        }
        Scratch scratch = site.scratch();
        scratch.reset(start.commit(), check);
        List<FoundProjects.Project> found = new ArrayList<>();
        for (String path : folders(scratch, start.path(), check)) {
            for (Ecosystem one : Site.detected(ecosystems, scratch.folder().resolve(path))) {
                boolean part =
                        found.stream()
                                .anyMatch(
                                        other ->
                                                other.ecosystem().equals(one.name())
                                                        && below(path, other.path())
                                                        && one.owns(
                                                                scratch.folder()
                                                                        .resolve(other.path()),
                                                                scratch.folder().resolve(path)));
                if (!part) {
                    found.add(new FoundProjects.Project(path, one.name()));
                }
            }
        }
        return new FoundProjects(
                found, found.isEmpty() ? findings(List.of(none(start.path())), "") : List.of());
    }

    /** Where to begin, or why not. */
    Base base(UpgradeInput input, Site site, Runnable check) throws IOException {
        Site.Start start = site.start();
        List<Problem> problems = new ArrayList<>(start.problems());
        problems.addAll(recipes.read(input.wishes().recipes()).problems());
        if (!problems.isEmpty()) {
            return base(input, start, start.path(), "", problems);
        }
        String path = input.place().path().isEmpty() ? start.path() : input.place().path();
        Scratch scratch = site.scratch();
        scratch.reset(start.commit(), check);
        if (Files.exists(scratch.folder().resolve(".gitmodules"))) {
            problems.add(
                    new Problem(
                            "GW-606",
                            "the repository has submodules",
                            "",
                            "they are not cloned, so the build would not be the one you know",
                            "upgrade the submodules' own repositories"));
        }
        foreign(input, scratch, check, problems);
        Path folder = scratch.folder().resolve(path).normalize();
        if (folder.startsWith(scratch.folder())) {
            problems.addAll(Waivers.of(folder).problems());
        }
        List<Ecosystem> detected =
                folder.startsWith(scratch.folder()) && Files.isDirectory(folder)
                        ? Site.detected(ecosystems, folder)
                        : List.of();
        String wanted = input.place().ecosystem();
        List<Ecosystem> fitting =
                detected.stream()
                        .filter(one -> wanted.isEmpty() || one.name().equals(wanted))
                        .toList();
        if (fitting.isEmpty()) {
            problems.add(none(path));
        } else if (fitting.size() > 1) {
            problems.add(
                    new Problem(
                            "GW-632",
                            "there is more than one project in the folder",
                            path.isEmpty() ? "the repository's root" : path,
                            String.join(", ", fitting.stream().map(Ecosystem::name).toList()),
                            "name one with --ecosystem"));
        }
        return base(
                input, start, path, fitting.isEmpty() ? "" : fitting.getFirst().name(), problems);
    }

    /** A branch of that name that is not ours is not overwritten. */
    private static void foreign(
            UpgradeInput input, Scratch scratch, Runnable check, List<Problem> problems) {
        String branch = Branches.result(input.run());
        String tip = scratch.at("refs/heads/" + branch, check);
        if (Branches.ours(scratch, tip, check)) {
            return;
        }
        problems.add(
                new Problem(
                        "GW-630",
                        "the result branch of an earlier run holds somebody else's commits",
                        branch,
                        "a new run would replace them",
                        "merge the branch or delete it: git branch -D " + branch));
    }

    private Base base(
            UpgradeInput input,
            Site.Start start,
            String path,
            String ecosystem,
            List<Problem> problems) {
        return new Base(
                start.commit(),
                start.branch(),
                path,
                ecosystem,
                findings(problems, input.run()),
                workshop.logsInWords(input.run()));
    }

    private static List<String> folders(Scratch scratch, String under, Runnable check) {
        return scratch.ask(check, "ls-files")
                .lines()
                .map(file -> file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "")
                .distinct()
                .filter(folder -> below(folder, under))
                .sorted()
                .toList();
    }

    private static boolean below(String path, String under) {
        return under.isEmpty() || path.equals(under) || path.startsWith(under + "/");
    }

    private Problem none(String path) {
        return new Problem(
                "GW-631",
                "there is no project that Godwit knows",
                path.isEmpty() ? "the repository's root" : path,
                "it knows: " + String.join(", ", ecosystems.stream().map(Ecosystem::name).toList()),
                "name the folder of the project");
    }

    private static List<dev.godwit.workflow.message.Finding> findings(
            List<Problem> problems, String where) {
        return problems.stream().map(problem -> Messages.finding(problem, where)).toList();
    }
}
