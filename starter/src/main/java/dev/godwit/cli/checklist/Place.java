package dev.godwit.cli.checklist;

import dev.godwit.config.Target;
import java.util.Locale;
import java.util.Set;

/**
 * What godwit.yaml says of a database.
 *
 * @param environment as it is written there; empty when it is not
 */
public record Place(String target, String environment, boolean guarded) {

    private static final Set<String> PRODUCTION = Set.of("production", "prod", "live");

    /** A target of the configuration. */
    public static Place of(Target target) {
        return new Place(target.name(), target.environment(), target.guarded());
    }

    /** One that the configuration does not know. */
    public static Place unknown(String target) {
        return new Place(target, "", false);
    }

    /** Whether it is said to be something else than production. */
    public boolean forTests() {
        return !guarded
                && !environment.isEmpty()
                && !PRODUCTION.contains(environment.toLowerCase(Locale.ROOT));
    }

    /** For people: a target and what it is. */
    public String words() {
        if (guarded) {
            return target + " (protected)";
        }
        return target
                + (environment.isEmpty() ? " (no environment said)" : " (" + environment + ")");
    }
}
