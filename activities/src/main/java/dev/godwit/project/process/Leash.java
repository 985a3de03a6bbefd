package dev.godwit.project.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a program with the process that wanted it, however that one ends: a worker that is killed
 * cannot kill its builds, and two at once in one clone would judge neither's versions.
 *
 * <p>A watcher in the program's session reads from a pipe that only this process writes to, and
 * never does. When the pipe is closed, the session is asked to end (git then removes its lock
 * files), and killed a second later. The watcher is nobody's child, so no program waits for it.
 */
final class Leash {

    private static final String SCRIPT =
            """
            exec 3<&0 </dev/null
            ( ( trap '' TERM
                read -r gone <&3
                kill -s TERM -- "-$$"
                sleep 1
                kill -s KILL -- "-$$" ) >/dev/null 2>&1 & )
            exec "$@" 3<&-
            """;

    private Leash() {}

    /**
     * The command, to be started with a pipe as its standard input; the program's own is empty.
     *
     * @param session what begins a session; without one there is nothing that could be killed whole
     */
    static List<String> tied(List<String> session, List<String> command) {
        List<String> tied = new ArrayList<>(session);
        if (!session.isEmpty()) {
            tied.addAll(List.of("/bin/sh", "-c", SCRIPT, "godwit"));
        }
        tied.addAll(command);
        return List.copyOf(tied);
    }
}
