package dev.godwit.project.manager;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A package manager that a project is kept by and that Godwit does not work with.
 *
 * @param ecosystem of Godwit's that it is nearest to; empty for none
 * @param manager as people call it: {@code pnpm}
 * @param sign the file that tells, from the project's folder
 * @param instead whether the project must not be taken for one of {@code ecosystem}: another
 *     program would install other versions than are locked, and leave the lock file behind
 */
public record Unsupported(String ecosystem, String manager, String sign, boolean instead) {

    /**
     * What a folder is kept by; none when all of it is known.
     *
     * @param root of the repository: workspaces are told by a folder above
     * @param folder the root, or below it
     */
    public static List<Unsupported> in(Path root, Path folder) {
        List<Unsupported> found = new ArrayList<>();
        NodeManagers.in(root, folder).ifPresent(found::add);
        PythonManagers.in(folder).ifPresent(found::add);
        OtherManagers.in(folder).forEach(found::add);
        return List.copyOf(found);
    }
}
