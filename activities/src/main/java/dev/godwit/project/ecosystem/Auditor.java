package dev.godwit.project.ecosystem;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Inventory;
import java.io.IOException;

/** A program that knows advisories. Thread-safe. */
public interface Auditor {

    /** As people call it: {@code npm audit}. */
    String name();

    /**
     * Looks at a project that is installed. A feed that cannot be reached or is stale, and a
     * package that was skipped, is in {@link Audit#unknown}: never silence.
     *
     * @param inventory what the project uses, for programs that are told so
     * @throws IOException when the program cannot be run
     */
    Audit audit(Workplace at, Inventory inventory) throws IOException;
}
