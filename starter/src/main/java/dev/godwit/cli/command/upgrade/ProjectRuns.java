package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.ProjectPlace;
import dev.godwit.cli.upgrade.UpgradeFollower;
import dev.godwit.cli.upgrade.UpgradeLaunch;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import dev.godwit.workflow.upgrade.message.Place;
import java.util.ArrayList;
import java.util.List;

/** Begins a run for each project that is meant, and follows them. */
record ProjectRuns(
        Surroundings surroundings, Session session, Output output, ProjectOptions options) {

    /** How a run is begun. */
    @FunctionalInterface
    interface Beginning {
        /**
         * @param name of the run on its target
         */
        RunHandle begin(UpgradeLaunch launch, Place place, String name);
    }

    /** What was started. */
    record Started(List<String> runs) {}

    /**
     * Begins them.
     *
     * @param kind first word of the runs' names
     * @return how they ended; empty when nobody wants to wait, and then their names are printed
     */
    List<UpgradeView> go(String kind, Beginning beginning) throws InterruptedException {
        Place place = ProjectPlace.of(options.project(), session.targets(), surroundings);
        Pollers.check(session.link(), place.queue());
        UpgradeLaunch launch = new UpgradeLaunch(session);
        FoundProjects found = launch.find(place);
        List<Project> meant = options.among(found);
        options.passed(found)
                .forEach(
                        one ->
                                output.note(
                                        "passed over %s: %s (%s)"
                                                .formatted(one.where(), one.what(), one.code())));
        String under = UpgradeLaunch.under(session.targets(), options.project());
        List<UpgradeRun> runs = new ArrayList<>();
        for (Project one : meant) {
            Place its =
                    new Place(
                            place.target(),
                            place.queue(),
                            place.directory(),
                            one.path(),
                            one.ecosystem());
            RunHandle run =
                    beginning.begin(launch, its, UpgradeLaunch.name(kind, one, meant, under));
            if (!options.detach()) {
                output.line("started " + run.name());
            }
            UpgradeRun.of(session, run).ifPresent(runs::add);
        }
        if (options.detach()) {
            output.object(new Started(runs.stream().map(UpgradeRun::name).toList()));
            if (!output.json()) {
                runs.forEach(run -> output.line(run.name()));
            }
            return List.of();
        }
        output.line(
                "Ctrl-C stops following, not the %s".formatted(runs.size() == 1 ? "run" : "runs"));
        return new UpgradeFollower(runs, output).follow();
    }
}
