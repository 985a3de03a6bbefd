package dev.godwit.project.ecosystem;

import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.link.Link;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A package manager and its way to build and test. Works in a scratch folder that it may change as
 * it likes; keeps nothing in memory between calls. Thread-safe.
 */
public interface Ecosystem {

    /** As people call it: {@code npm}. */
    String name();

    /** Whether a project of this kind lies in the folder. */
    boolean detects(Path folder);

    /** Whether a project in a folder below belongs to the one in the folder above. */
    default boolean owns(Path above, Path below) {
        return false;
    }

    /**
     * Versions of what builds and runs the project, in one line: with others, a verdict may be
     * another one.
     */
    String runtime(Workplace at) throws IOException;

    /** Packages that only move together. */
    Families families();

    /** Installs what the project declares, and changes nothing that is tracked. */
    Result install(Workplace at) throws IOException;

    /** Builds and tests, as the project itself would. */
    Result test(Workplace at) throws IOException;

    /**
     * What could move: everything that the project declares by itself, each with its reason.
     *
     * @param cooldown the least age of a version that is offered; one whose age is not known is too
     *     young unless this is zero
     */
    List<Candidate> candidates(Workplace at, Duration cooldown) throws IOException;

    /** Declares other versions and brings the lock file in line, which installs them. */
    Result bump(Workplace at, List<Move> moves) throws IOException;

    /**
     * How the packages of these moves are declared by now: somebody else may have moved them.
     * Changes nothing.
     */
    List<Standing> standing(Workplace at, List<Move> moves) throws IOException;

    /**
     * Where people read what the moves have changed, by name; what packages say of themselves, and
     * only those that do. Asks no registry: the moves have been made, and what they lead to is
     * installed.
     */
    Map<String, Link> links(Workplace at, List<Move> moves) throws IOException;

    /** Rewrites of source code that belong to these moves; most have none. */
    default List<Recipe> recipes(List<Move> moves) {
        return List.of();
    }

    /** Every package that an installed project uses, directly or not. */
    Inventory inventory(Workplace at) throws IOException;

    /** Who knows advisories on its packages, on this host. */
    List<Auditor> auditors(Feeds feeds);
}
