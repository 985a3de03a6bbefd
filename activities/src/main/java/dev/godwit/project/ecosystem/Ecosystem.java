package dev.godwit.project.ecosystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A package manager and its way to build and test. Works in a scratch folder that it may change as
 * it likes; keeps nothing in memory between calls. Thread-safe.
 */
public interface Ecosystem {

    /** As people call it: {@code npm}. */
    String name();

    /** Whether a project of this kind lies in the folder. */
    boolean detects(Path folder);

    /** Installs what the project declares, and changes nothing that is tracked. */
    Result install(Workplace at) throws IOException;

    /** Builds and tests, as the project itself would. */
    Result test(Workplace at) throws IOException;

    /** What could move: everything that the project declares by itself, each with its reason. */
    List<Candidate> candidates(Workplace at) throws IOException;

    /** Declares other versions and brings the lock file in line, which installs them. */
    Result bump(Workplace at, List<Move> moves) throws IOException;
}
