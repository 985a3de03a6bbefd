package dev.godwit.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Godwit asks of a database's URL: PostgreSQL over JDBC, and no credentials in it. */
public final class PostgresUrl {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Set<String> CREDENTIALS = Set.of("user", "password");
    private static final Pattern AUTHORITY = Pattern.compile("//([^/?]*@)");

    private PostgresUrl() {}

    /** What can be wrong with a URL. */
    public enum Flaw {
        NOT_POSTGRESQL,
        CREDENTIALS_INSIDE
    }

    /**
     * Checks a URL.
     *
     * @param url may hold unresolved variables: what hides behind them is then not judged, so check
     *     again once they are resolved
     */
    public static Optional<Flaw> flaw(String url) {
        String visible = Secrets.visible(url);
        boolean hidden = url.startsWith("${");
        if (!visible.startsWith(PREFIX) && !hidden) {
            return Optional.of(Flaw.NOT_POSTGRESQL);
        }
        boolean inAuthority = AUTHORITY.matcher(visible).find();
        return inAuthority || namesCredentials(visible)
                ? Optional.of(Flaw.CREDENTIALS_INSIDE)
                : Optional.empty();
    }

    private static boolean namesCredentials(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return false;
        }
        for (String parameter : url.substring(question + 1).split("&", -1)) {
            String key = parameter.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
            if (CREDENTIALS.contains(key)) {
                return true;
            }
        }
        return false;
    }
}
