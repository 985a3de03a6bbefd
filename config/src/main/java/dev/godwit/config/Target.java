package dev.godwit.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database or project that plans are run on, as the configuration names it. Its texts may hold
 * unresolved secrets ({@code ${VAR}}), which {@link Secrets} resolves where the target is opened.
 *
 * @param name letters, digits, dot, dash and underscore
 * @param url {@code jdbc:postgresql:...} without credentials; null for a project
 * @param username never null when {@code url} is not
 * @param password null where the server asks for none, or a password file is used
 * @param directUrl past any connection pooler; null when {@code url} is direct
 * @param queue its activities run on the task queue {@code godwit.<queue>}; by default its name
 * @param environment a word of the user's own such as {@code staging}; empty when not given
 * @param guarded whether the worker asks for more before it changes this target ({@code protected:}
 *     in the file)
 * @param repository Git URL or path of a project; null for a database
 * @param path of the project inside its repository; null for its root
 * @param replicas URLs of its standbys, for the same role; empty for a project
 * @param scratch the target on whose server databases are made to try things out; null for its own
 * @param snapshots folder of what is kept of it, on the worker's host; null for none
 */
public record Target(
        String name,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String directUrl,
        String queue,
        String environment,
        boolean guarded,
        @Nullable String repository,
        @Nullable String path,
        List<String> replicas,
        @Nullable String scratch,
        @Nullable Path snapshots) {

    public Target {
        replicas = List.copyOf(replicas);
    }

    /** A target with neither replicas nor another server to try things out. */
    public Target(
            String name,
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String directUrl,
            String queue,
            String environment,
            boolean guarded,
            @Nullable String repository,
            @Nullable String path) {
        this(
                name,
                url,
                username,
                password,
                directUrl,
                queue,
                environment,
                guarded,
                repository,
                path,
                List.of(),
                null,
                null);
    }

    /** Name and place only: neither credentials nor the parameters of a URL. */
    @Override
    public String toString() {
        String place = url == null ? repository : url.replaceFirst("\\?.*", "");
        return "Target[name=%s, %s, queue=%s]".formatted(name, place, queue);
    }
}
