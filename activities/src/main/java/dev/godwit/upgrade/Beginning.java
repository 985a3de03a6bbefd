package dev.godwit.upgrade;

import dev.godwit.migration.host.Messages;
import dev.godwit.plan.problem.Problem;
import dev.godwit.project.audit.Waivers;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.manager.Unsupported;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.recipe.Recipes;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            return new FoundProjects(List.of(), Messages.findings(start.problems(), ""), List.of());
        }
        Scratch scratch = site.scratch();
        scratch.reset(start.commit(), check);
        List<FoundProjects.Project> found = new ArrayList<>();
        Map<String, Problem> unsupported = new LinkedHashMap<>();
        for (String path : folders(scratch, start.path(), check)) {
            Path folder = scratch.folder().resolve(path);
            Detection detection = Detection.of(ecosystems, scratch.folder(), folder);
            for (Ecosystem one : detection.ecosystems()) {
                boolean part =
                        found.stream()
                                .anyMatch(
                                        other ->
                                                other.ecosystem().equals(one.name())
                                                        && below(path, other.path())
                                                        && one.owns(
                                                                scratch.folder()
                                                                        .resolve(other.path()),
                                                                folder));
                if (!part) {
                    found.add(new FoundProjects.Project(path, one.name()));
                }
            }
            // Once for all that lies below: its modules, or its workspaces.
            for (Unsupported one : detection.unsupported()) {
                boolean part =
                        unsupported.keySet().stream()
                                .anyMatch(
                                        other ->
                                                other.startsWith(one.manager() + " ")
                                                        && below(
                                                                path,
                                                                other.substring(
                                                                        one.manager().length()
                                                                                + 1)));
                if (!part && !owned(found, one, folder, scratch.folder())) {
                    unsupported.put(one.manager() + " " + path, Detection.problem(one, path));
                }
            }
        }
        List<Problem> passed = List.copyOf(unsupported.values());
        List<Problem> problems = new ArrayList<>();
        if (found.isEmpty()) {
            problems.addAll(passed.isEmpty() ? List.of(none(start.path())) : passed);
        }
        return new FoundProjects(
                found, Messages.findings(problems, ""), Messages.findings(passed, ""));
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
        foreign(input, site, check, problems);
        Path folder = scratch.folder().resolve(path).normalize();
        if (folder.startsWith(scratch.folder())) {
            problems.addAll(Waivers.of(folder).problems());
        }
        Detection detection =
                folder.startsWith(scratch.folder()) && Files.isDirectory(folder)
                        ? Detection.of(ecosystems, scratch.folder(), folder)
                                .wanted(input.place().ecosystem())
                        : new Detection(List.of(), List.of());
        List<Ecosystem> fitting = detection.ecosystems();
        if (fitting.isEmpty()) {
            detection.unsupported().forEach(one -> problems.add(Detection.problem(one, path)));
            if (detection.unsupported().isEmpty()) {
                problems.add(none(path));
            }
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
            UpgradeInput input, Site site, Runnable check, List<Problem> problems) {
        String branch = Branches.result(input.run());
        String tip = site.scratch().at("refs/heads/" + branch, check);
        if (!tip.isEmpty() && !new Ownership(site.scratch(), check).ours(tip)) {
            problems.add(
                    new Problem(
                            "GW-630",
                            "the result branch of an earlier run holds somebody else's commits",
                            branch,
                            "a new run would replace them",
                            site.local()
                                    ? "git merge %1$s, or git branch -m %1$s NAME to keep them aside"
                                            .formatted(branch)
                                    : "merge origin/%1$s, or push it under another name and git push"
                                            + " origin --delete %1$s".formatted(branch)));
        }
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
                Messages.findings(problems, input.run()),
                workshop.logsInWords(input.run()),
                workshop.lanes(input.wishes().lanes()));
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

    /** Whether it belongs to a project that is found: a file of npm's workspaces, say. */
    private boolean owned(
            List<FoundProjects.Project> found, Unsupported one, Path folder, Path root) {
        return ecosystems.stream()
                .filter(known -> known.name().equals(one.ecosystem()))
                .anyMatch(
                        known ->
                                found.stream()
                                        .filter(its -> its.ecosystem().equals(known.name()))
                                        .map(its -> root.resolve(its.path()))
                                        .anyMatch(
                                                above ->
                                                        folder.startsWith(above)
                                                                && known.owns(above, folder)));
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
}
