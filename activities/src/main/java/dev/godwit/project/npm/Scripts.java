package dev.godwit.project.npm;

import java.util.ArrayList;
import java.util.List;

/**
 * What a project is built and tested with. The root's scripts decide, because they are what its
 * people run; what it has no script for is run in the workspaces. A root that has a test script
 * alone is believed to build what that tests.
 */
final class Scripts {

    private Scripts() {}

    /** Build first: what does not compile should be told from what fails a test. */
    static List<List<String>> commands(Workspaces project) {
        List<List<String>> commands = new ArrayList<>();
        boolean tested = project.root().script("test");
        if (project.root().script("build")) {
            commands.add(List.of("npm", "run", "build"));
        } else if (!tested) {
            inside(project, "build", commands);
        }
        if (tested) {
            commands.add(List.of("npm", "test"));
        } else {
            inside(project, "test", commands);
        }
        return commands;
    }

    /** Those with such a script are named: "no test specified" is one that fails. */
    private static void inside(Workspaces project, String script, List<List<String>> commands) {
        List<String> paths = project.with(script);
        if (!paths.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("npm", "run", script));
            paths.forEach(path -> command.add("--workspace=" + path));
            commands.add(command);
        }
    }
}
