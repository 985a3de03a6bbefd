package dev.godwit.cli.care.init;

/** The lines of godwit.yaml about a target. */
public final class Snippet {

    private Snippet() {}

    /** A whole file, with what else it may say as comments. */
    public static String file(NewTarget target) {
        return """
        # Which databases plans are run on. Starter and worker read this file; only the worker
        # resolves what stands in ${...}. No password belongs here.
        targets:
        %s
        # Programs that plans may name:
        # hooks:
        #   volume-snapshot: { command: [ "/usr/local/bin/snapshot", "shop" ] }
        # checks:
        #   rollout-complete: { http: "http://deployer.internal/shop/ready" }

        # Temporal's UI, for links, when it is not where Temporal usually puts it:
        # ui: "https://temporal.example.org"
        """
                .formatted(target(target));
    }

    /** The entry below {@code targets:}. */
    public static String target(NewTarget target) {
        StringBuilder text = new StringBuilder();
        text.append("  %s:\n".formatted(key(target.name())));
        text.append("    url: %s\n".formatted(quoted(target.url())));
        text.append("    username: %s\n".formatted(quoted(target.username())));
        text.append(
                """
                    # From the environment of the worker; ${file:/run/secrets/...} reads a file.
                    password: "${%s}"
                """
                        .formatted(target.passwordVariable()));
        if (!target.environment().isEmpty()) {
            text.append("    environment: %s\n".formatted(quoted(target.environment())));
        }
        text.append(
                target.guarded()
                        ? """
                            # Four eyes: who has started a run cannot approve it.
                            protected: true
                        """
                        : """
                            # Four eyes: who has started a run cannot approve it.
                            # protected: true
                        """);
        text.append(
                """
                    # Past a connection pooler, for what needs a session of its own:
                    # direct_url: "jdbc:postgresql://HOST:5432/DATABASE"
                    # One queue for all targets of a database server:
                    # queue: %s
                """
                        .formatted(target.name()));
        return text.toString();
    }

    /** YAML takes some bare words for numbers, booleans or nothing. */
    private static String key(String name) {
        boolean plain =
                name.matches("[A-Za-z].*") && !name.matches("(?i)true|false|null|yes|no|on|off");
        return plain ? name : quoted(name);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
