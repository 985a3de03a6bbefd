package dev.godwit.cli.care.init;

import dev.godwit.config.PostgresUrl;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A target that is set up, as godwit.yaml will name it.
 *
 * @param url without credentials; may hold variables
 * @param username the role that Godwit logs in as
 * @param environment a word of the user's own; empty when not given
 * @param guarded whether the worker asks for more before it changes it
 */
public record NewTarget(
        String name, String url, String username, String environment, boolean guarded) {

    /** The role when nobody names one. */
    public static final String USERNAME = "godwit";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** No quotes, blanks, dollar or percent signs: the script has statements in statements. */
    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@-]{0,62}");

    /** Why that cannot be the name of a target; empty when it can. */
    public static Optional<String> flawOfName(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("use up to 100 letters, digits, dots, dashes and underscores");
    }

    /** Why that cannot be the address; empty when it can. Never quotes it: it may hold a secret. */
    public static Optional<String> flawOfUrl(String url) {
        return PostgresUrl.flaw(url)
                .map(
                        flaw ->
                                switch (flaw) {
                                    case NOT_POSTGRESQL -> "write jdbc:postgresql://HOST/DATABASE";
                                    case CREDENTIALS_INSIDE ->
                                            "leave user and password out: URLs end up in logs and listings";
                                });
    }

    /** Why that cannot be a role; empty when it can. */
    public static Optional<String> flawOfRole(String role) {
        return ROLE.matcher(role).matches()
                ? Optional.empty()
                : Optional.of("use up to 63 letters, digits and _ . @ -, beginning with a letter");
    }

    /** The environment variable that holds the password where the worker runs. */
    public String passwordVariable() {
        String word = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return (Character.isDigit(word.charAt(0)) ? "GODWIT_" : "") + word + "_PASSWORD";
    }
}
