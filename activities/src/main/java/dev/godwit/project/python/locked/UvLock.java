package dev.godwit.project.python.locked;

import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A uv.lock.
 *
 * @param pins versions by canonical name; of those that come from an index
 * @param others names of those that come from elsewhere: members of the workspace, Git, paths
 */
record UvLock(Map<String, Set<String>> pins, Set<String> others) {

    /** The one of a folder; empty when there is none. */
    static Optional<UvLock> in(Path folder) throws IOException {
        Path file = folder.resolve("uv.lock");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, Set<String>> pins = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        for (LockFile.Entry one : LockFile.read(file)) {
            String name = Declaration.canonical(one.name());
            if (one.registry()) {
                pins.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(one.version());
            } else {
                others.add(name);
            }
        }
        return Optional.of(new UvLock(pins, others));
    }
}
