package dev.godwit.project.django;

import java.util.List;

/**
 * A migration that is on disk.
 *
 * @param applied of a squash, also when all that it replaces is applied
 * @param atomic whether it happens in one transaction
 * @param checksum SHA-256 of its file
 * @param file for people; as seen from the project when it is the project's own
 * @param own whether the file is in the project, and not in an installed package
 * @param replaces what it was squashed from, as {@code app.name}
 * @param dependencies as {@code app.name}
 * @param sql what sqlmigrate says, without BEGIN and COMMIT; empty when it cannot say, and when the
 *     migration is not pending
 * @param backwards the same for the way back
 */
public record Migration(
        String app,
        String name,
        boolean applied,
        boolean atomic,
        String checksum,
        String file,
        boolean own,
        List<String> replaces,
        List<String> dependencies,
        List<Operation> operations,
        String sql,
        String backwards) {

    public Migration {
        replaces = List.copyOf(replaces);
        dependencies = List.copyOf(dependencies);
        operations = List.copyOf(operations);
    }

    /** {@code app.name}. */
    public String id() {
        return app + "." + name;
    }
}
