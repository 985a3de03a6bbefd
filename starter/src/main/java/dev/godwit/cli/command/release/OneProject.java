package dev.godwit.cli.command.release;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.ProjectFilter;
import dev.godwit.cli.upgrade.ProjectPlace;
import dev.godwit.cli.upgrade.UpgradeLaunch;
import dev.godwit.plan.spec.ReleaseFile;
import dev.godwit.plan.spec.UpgradeFile;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import dev.godwit.workflow.upgrade.message.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The project of a release: exactly one.
 *
 * @param folder that a directory is seen from
 */
record OneProject(ReleaseFile file, Path folder) {

    private static final String SEVERAL = "GW-686";

    /** The project, and the name that its upgrade has there. */
    record Found(Place place, String name) {}

    /**
     * Looks for it where it is.
     *
     * @throws CliError when there is none, or more than one
     */
    Found find(Surroundings surroundings, Session session) {
        String written = file.project();
        boolean target = session.targets().project(written).isPresent();
        Place place =
                ProjectPlace.of(
                        target ? written : folder.resolve(written).toString(),
                        session.targets(),
                        surroundings);
        Pollers.check(session.link(), place.queue());
        List<Project> all = new UpgradeLaunch(session).find(place).projects();
        UpgradeFile upgrade = file.upgrade();
        String path = upgrade == null ? "" : Objects.requireNonNullElse(upgrade.path(), "");
        String ecosystem =
                upgrade == null ? "" : Objects.requireNonNullElse(upgrade.ecosystem(), "");
        List<Project> meant = new ProjectFilter(path, ecosystem).among(all);
        if (meant.size() != 1) {
            throw wrong(meant.isEmpty() ? all : meant, meant.size());
        }
        Project one = meant.getFirst();
        return new Found(
                new Place(
                        place.target(),
                        place.queue(),
                        place.directory(),
                        one.path(),
                        one.ecosystem()),
                UpgradeLaunch.name(
                        "upgrade", one, meant, UpgradeLaunch.under(session.targets(), written)));
    }

    private CliError wrong(List<Project> there, int meant) {
        return new CliError(
                ExitCode.REJECTED,
                SEVERAL,
                "a release is about one project, and %s has %d that are meant"
                        .formatted(file.project(), meant),
                file.at().toString(),
                "there are "
                        + String.join(
                                ", ",
                                there.stream()
                                        .map(
                                                one ->
                                                        "%s in %s"
                                                                .formatted(
                                                                        one.ecosystem(),
                                                                        one.path().isEmpty()
                                                                                ? "the root"
                                                                                : one.path()))
                                        .toList()),
                "name one: upgrade: { path: FOLDER, ecosystem: NAME }");
    }
}
