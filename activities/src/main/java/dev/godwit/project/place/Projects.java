package dev.godwit.project.place;

/** Knows projects by name; the only place that knows addresses and passwords. */
public interface Projects {

    /**
     * Where a project is to be had.
     *
     * @param target name of a project target
     * @param directory absolute path of a bare directory; empty for a target
     * @param path of the project in the repository of a directory; a target says it itself
     * @throws dev.godwit.project.ProjectFailure when this worker does not serve it
     */
    Location locate(String target, String directory, String path);
}
