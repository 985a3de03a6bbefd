package dev.godwit.project.audit.check;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How {@link Check} is started: by the Java, and from the class path, that this process has. */
public final class Child {

    /** A full NVD fits; what does not is an audit that failed, not a host without memory. */
    private static final String HEAP = "-Xmx2g";

    private static final String LAUNCHER =
            "org.springframework.boot.loader.launch.PropertiesLauncher";

    private Child() {}

    /** The command line. */
    public static List<String> command(Path request, Path answer) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dlogback.configurationFile=dev/godwit/project/audit/check/log.xml",
                        "-cp",
                        classPath()));
        if (inOneJar()) {
            // The worker is a jar of jars: only its own launcher can read it.
            command.addAll(List.of("-Dloader.main=" + Check.class.getName(), LAUNCHER));
        } else {
            command.add(Check.class.getName());
        }
        command.addAll(
                List.of(request.toAbsolutePath().toString(), answer.toAbsolutePath().toString()));
        return command;
    }

    /** The program will run in another folder. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean inOneJar() {
        return ClassLoader.getSystemResource(LAUNCHER.replace('.', '/') + ".class") != null;
    }
}
