package dev.godwit.cli.command;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.output.Style;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has; used as a mixin. */
public final class CommonOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. json prints one object, the rest goes to standard error")
    private Output.Format format = Output.Format.text;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration; by default godwit.yaml here or above")
    private @Nullable Path config;

    @Option(names = "--no-color", description = "No colours. NO_COLOR does the same")
    private boolean noColor;

    @Option(names = "--debug", description = "Show stack traces of errors")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this page")
    private boolean help;

    /** The file that {@code --config} names. */
    public @Nullable Path config() {
        return config;
    }

    public boolean debug() {
        return debug;
    }

    /** Where the command writes. */
    public Output output(Surroundings surroundings) {
        boolean dumb = "dumb".equals(surroundings.environment().get("TERM"));
        boolean terminal = surroundings.terminal() && !dumb;
        boolean color =
                terminal
                        && !noColor
                        && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return new Output(
                surroundings.out(),
                surroundings.err(),
                format,
                color ? Style.ANSI : Style.PLAIN,
                terminal,
                surroundings.width());
    }
}
