package dev.godwit.upgrade.place;

import dev.godwit.workflow.upgrade.message.Place;

/** Knows projects by name; the only place that knows addresses and passwords. */
public interface Projects {

    /**
     * Where a project is to be had.
     *
     * @throws dev.godwit.project.ProjectFailure when this worker does not serve it
     */
    Location locate(Place place);
}
