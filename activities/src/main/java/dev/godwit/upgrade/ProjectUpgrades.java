package dev.godwit.upgrade;

import dev.godwit.migration.host.Failures;
import dev.godwit.migration.host.HeartbeatingAttempt;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.maven.Maven;
import dev.godwit.project.npm.Npm;
import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Projects;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.python.Python;
import dev.godwit.project.recipe.PythonRewrite;
import dev.godwit.project.recipe.Recipes;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.FindProjectsInput;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import io.temporal.activity.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Upgrades of projects, in clones on this host. Thread-safe; what it remembers of a run is asked
 * again when it is lost.
 */
public final class ProjectUpgrades implements UpgradeActivities {

    private final List<Ecosystem> ecosystems;
    private final Workshop workshop;
    private final Projects projects;
    private final Recipes recipes =
            new Recipes(
                    Map.of(
                            "django-upgrade", PythonRewrite::django,
                            "pyupgrade", PythonRewrite::python));

    private final Runtimes runtimes = new Runtimes();

    /** With every ecosystem that Godwit knows. */
    public ProjectUpgrades(Workshop workshop, Projects projects) {
        this.workshop = workshop;
        this.projects = projects;
        Path tools = workshop.feeds().data().toAbsolutePath().resolveSibling("tools");
        // Where a new one is added.
        this.ecosystems = List.of(new Npm(), new Maven(), new Python(tools));
    }

    @FunctionalInterface
    private interface Work<T> {
        T at(Site site, Runnable check) throws IOException;
    }

    @Override
    public FoundProjects findProjects(FindProjectsInput input) {
        String run = input.place().target() + "/find";
        return on(input.place(), run, (site, check) -> beginning().projects(site, check));
    }

    @Override
    public Base findBase(UpgradeInput input) {
        runtimes.begins(input.run());
        return on(
                input.place(), input.run(), (site, check) -> beginning().base(input, site, check));
    }

    @Override
    public Judged probe(ProbeTask task) {
        return on(task, (site, check) -> probing(task, site, check).probe());
    }

    @Override
    public Judged together(ProbeTask task) {
        return on(
                task,
                (site, check) ->
                        new Together(workshop, task.base().lanes(), check)
                                .judge(
                                        (lane, watched) ->
                                                probing(
                                                        task.in(lane.number()),
                                                        site(task, lane, watched),
                                                        watched),
                                        task.input().run()));
    }

    @Override
    public boolean steady(ProbeTask task) {
        return on(task, (site, check) -> probing(task, site, check).steady());
    }

    @Override
    public Survey survey(ProbeTask task) {
        return on(task, (site, check) -> probing(task, site, check).survey());
    }

    @Override
    public Standing standing(ProbeTask task) {
        return on(task, (site, check) -> probing(task, site, check).standing());
    }

    @Override
    public String keep(ProbeTask task) {
        return on(task, (site, check) -> branches(task.input(), site, check).keep(task.commit()));
    }

    @Override
    public Audited audit(ProbeTask task) {
        return on(task, (site, check) -> auditing(task, site, check).single());
    }

    @Override
    public Audited compare(ProbeTask task) {
        return on(task, (site, check) -> auditing(task, site, check).compared());
    }

    @Override
    public void tidy(ProbeTask task) {
        on(
                task,
                (site, check) -> {
                    branches(task.input(), site, check).tidy();
                    workshop.close(task.input().run());
                    return "";
                });
    }

    @Override
    public BranchReport merge(BranchInput input) {
        return on(
                input.upgrade().place(),
                input.upgrade().run(),
                (site, check) -> branches(input.upgrade(), site, check).merge(input));
    }

    @Override
    public BranchReport takeBack(BranchInput input) {
        return on(
                input.upgrade().place(),
                input.upgrade().run(),
                (site, check) -> {
                    workshop.close(input.upgrade().run());
                    return branches(input.upgrade(), site, check).takeBack(input);
                });
    }

    private <T> T on(ProbeTask task, Work<T> work) {
        Lane lane = new Lane(task.input().run(), task.lane());
        return on(task.input().place(), lane, work);
    }

    private <T> T on(Place place, String run, Work<T> work) {
        return on(place, Lane.first(run), work);
    }

    private <T> T on(Place place, Lane lane, Work<T> work) {
        String run = lane.run();
        try (MDC.MDCCloseable key = MDC.putCloseable("run", run);
                HeartbeatingAttempt attempt =
                        HeartbeatingAttempt.begin(Activity.getExecutionContext())) {
            try (Workshop.Turn turn = workshop.turn(lane, attempt::check)) {
                return work.at(
                        new Site(workshop, projects, place, lane, attempt::check), attempt::check);
            } catch (IOException | RuntimeException failure) {
                attempt.check(); // a program that was killed with its attempt is no failure
                throw Failures.of(failure, "run " + run);
            }
        }
    }

    private Site site(ProbeTask task, Lane lane, Runnable check) {
        return new Site(workshop, projects, task.input().place(), lane, check);
    }

    private Beginning beginning() {
        return new Beginning(workshop, ecosystems, recipes);
    }

    private Branches branches(UpgradeInput input, Site site, Runnable check) {
        return new Branches(site, input.run(), check);
    }

    private Probing probing(ProbeTask task, Site site, Runnable check) {
        return new Probing(
                workshop, ecosystem(task), recipes, runtimes, task, site.scratch(), check);
    }

    private Auditing auditing(ProbeTask task, Site site, Runnable check) {
        return new Auditing(workshop, ecosystem(task), task, site.scratch(), check);
    }

    private Ecosystem ecosystem(ProbeTask task) {
        return ecosystems.stream()
                .filter(one -> one.name().equals(task.base().ecosystem()))
                .findFirst()
                .orElseThrow();
    }
}
