package dev.godwit.project.ecosystem;

import java.io.IOException;

/** Rewrites source code. Whether the result is any good, the project's tests say. Thread-safe. */
public interface Recipe {

    /** As people wrote it: {@code django-upgrade}. */
    String name();

    /**
     * Rewrites the project's files. Bad when the program failed, was told something that it does
     * not know, or has run nothing; good with no file changed when there was nothing to do.
     *
     * @throws IOException when the program cannot be run
     */
    Result rewrite(Workplace at) throws IOException;
}
