package dev.godwit.e2e.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A developer's machine: a folder, a configuration and a user of its own. It knows the target's
 * name and the address of Temporal, and nothing that opens a database.
 */
public final class Desk {

    private final Path folder;
    private final String user;
    private final Map<String, String> environment = new HashMap<>();

    private Desk(Path folder, String user) {
        this.folder = folder;
        this.user = user;
    }

    /**
     * A new one.
     *
     * @param temporal host and port
     */
    public static Desk of(String user, String target, String temporal) throws Exception {
        Desk desk = new Desk(Files.createTempDirectory("godwit-e2e-desk-" + user), user);
        // A database address that nobody listens at: whoever needs it fails.
        Files.writeString(
                desk.folder.resolve("godwit.yaml"),
                """
                targets:
                  %s:
                    url: "jdbc:postgresql://127.0.0.1:1/nowhere"
                    username: nobody
                    password: "${SHOP_PASSWORD}"
                """
                        .formatted(target));
        desk.environment.put("PATH", System.getenv("PATH"));
        desk.environment.put("HOME", desk.folder.toString());
        desk.environment.put("HOSTNAME", user + "-laptop");
        desk.environment.put("GODWIT_HOME", desk.folder.resolve("home").toString());
        desk.environment.put("TEMPORAL_ADDRESS", temporal);
        return desk;
    }

    /** Runs a command of the command line here. */
    public Cli.Result godwit(String... arguments) throws Exception {
        return Cli.run(folder, environment, List.of("-Duser.name=" + user), List.of(arguments));
    }

    /** Writes a plan file. */
    public Path plan(String fileName, String text) throws Exception {
        return Files.writeString(folder.resolve(fileName), text);
    }

    /** Everything that a command here could read: environment and files. */
    public String known() throws Exception {
        return environment + Files.readString(folder.resolve("godwit.yaml"));
    }
}
