package dev.godwit.cli.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Targets;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.client.UiLinks;
import dev.godwit.cli.output.CliError;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a command needs that speaks with Temporal: a connection, targets, runs. */
public record Session(Targets targets, TemporalLink link, UiLinks ui, Runs runs)
        implements AutoCloseable {

    /**
     * Connects.
     *
     * @param config the file of {@code --config}; null to search for it
     * @throws CliError when the configuration is wrong or Temporal does not answer
     */
    public static Session open(Surroundings surroundings, @Nullable Path config) {
        return open(surroundings, Targets.load(surroundings, config));
    }

    /** The same with targets that were read before. */
    public static Session open(Surroundings surroundings, Targets targets) {
        TemporalLink link = TemporalLink.open(surroundings);
        UiLinks ui = UiLinks.of(surroundings.environment(), targets, link);
        return new Session(targets, link, ui, new Runs(link, targets, ui));
    }

    @Override
    public void close() {
        link.close();
    }
}
