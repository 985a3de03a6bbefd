package dev.godwit.cli;

import dev.godwit.workflow.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Godwit this is. */
public final class Version implements IVersionProvider {

    private static final String RESOURCE = "version.properties";

    /** The project's version, as the build wrote it down. */
    public static String number() {
        try (InputStream in =
                Objects.requireNonNull(
                        Version.class.getResourceAsStream(RESOURCE), RESOURCE + " is missing")) {
            Properties properties = new Properties();
            properties.load(in);
            return Objects.requireNonNull(properties.getProperty("version"), "no version in it");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The version of Java that runs it. */
    public static String java() {
        return Runtime.version().toString();
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "godwit " + number(), "contract " + Contract.VERSION, "java " + java(),
        };
    }
}
