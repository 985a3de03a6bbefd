package dev.godwit.cli.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.config.Target;
import dev.godwit.config.ThisHost;
import dev.godwit.workflow.upgrade.message.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Which project is meant: a target of the configuration, or a directory of this host. */
public final class ProjectPlace {

    private static final String NEITHER = "GW-640";

    private ProjectPlace() {}

    /**
     * Reads what was written on the command line; a target's name comes first.
     *
     * @throws CliError when it is neither
     */
    public static Place of(String written, Targets targets, Surroundings surroundings) {
        Optional<Target> target = targets.project(written);
        if (target.isPresent()) {
            return new Place(target.get().name(), target.get().queue(), "", "", "");
        }
        Path directory = surroundings.folder().resolve(written);
        if (!Files.isDirectory(directory)) {
            throw new CliError(
                    ExitCode.USAGE,
                    NEITHER,
                    "%s is neither a project target nor a directory".formatted(written),
                    directory.toAbsolutePath().normalize().toString(),
                    "a project is a target with repository:, or a directory of this host",
                    "name a directory, or add the target to godwit.yaml");
        }
        try {
            String real = directory.toRealPath().toString();
            return new Place(name(real), ThisHost.queue(), real, "", "");
        } catch (IOException unreadable) {
            throw new CliError(
                    ExitCode.USAGE,
                    NEITHER,
                    "%s cannot be read".formatted(written),
                    directory.toString(),
                    String.valueOf(unreadable.getMessage()),
                    "name another directory");
        }
    }

    /** The same for the same directory of the same host, another one for another. */
    private static String name(String directory) {
        String last = directory.substring(directory.lastIndexOf('/') + 1);
        String clean = last.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (ThisHost.name() + ":" + directory)
                                            .getBytes(StandardCharsets.UTF_8));
            return "%s-%s"
                    .formatted(
                            clean.isEmpty() ? "project" : clean,
                            HexFormat.of().formatHex(digest, 0, 3));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
