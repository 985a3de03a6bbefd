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
            %s
            ( ( trap '' TERM
                read -r gone <&3
                kill -s TERM -- "-$$"
                sleep 1
                kill -s KILL -- "-$$" ) >/dev/null 2>&1 & )
            exec "$@" 3<&-%s
            """;

    /** The first line is the program's; read by byte, so that nothing of the pipe is lost. */
    private static final String TAKE = "IFS= read -r line <&3 || exit 1";

    /** A pipe again: the shell writes it, and no file is made (dash, bash from 5.1, busybox). */
    private static final String GIVE = " <<LINE\n$line\nLINE";

    private Leash() {}

    /**
     * The command, to be started with a pipe as its standard input; the program's own is empty.
     *
     * @param input whether the pipe begins with a line that is the program's input
     * @param session what begins a session; without one there is nothing that could be killed whole
     */
    static List<String> tied(List<String> session, List<String> command, boolean input) {
        List<String> tied = new ArrayList<>(session);
        if (!session.isEmpty()) {
            tied.addAll(List.of("/bin/sh", "-c", script(input), "godwit"));
        }
        tied.addAll(command);
        return List.copyOf(tied);
    }

    private static String script(boolean input) {
        return SCRIPT.formatted(input ? TAKE : "", input ? GIVE : "");
    }
}
