package dev.godwit.project.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes links of what packages say about themselves, and drops what cannot be shown. */
public final class Links {

    /** In characters. A longer one is dropped: cut, it would lead nowhere. */
    public static final int LONGEST = 200;

    /** {@code git@host:owner/name}, which is no URL. */
    private static final Pattern SCP =
            Pattern.compile("(?:[\\w.-]+@)?([\\w.-]+\\.[a-z]+):(?!//)(.+)");

    /** How npm shortens them. */
    private static final Pattern SHORT =
            Pattern.compile("(?:(github|gitlab|bitbucket):)?([\\w.-]+/[\\w.-]+)");

    private static final Pattern ON_HOST =
            Pattern.compile("https?://(?:www\\.)?([\\w.-]+)/([\\w.-]+(?:/[\\w.-]+)*?)/?");

    private Links() {}

    /** A page as it is; empty when it cannot be shown. */
    public static Optional<Link> page(Link.Kind kind, String address) {
        return valid(address.strip()).map(url -> new Link(kind, url));
    }

    /**
     * A repository, in any of the ways in which it is written. Where its host keeps a list of
     * releases for every repository, that list.
     */
    public static Optional<Link> repository(String written) {
        String https = https(written.strip());
        return valid(https).map(Links::releases);
    }

    private static Link releases(String url) {
        Matcher on = ON_HOST.matcher(url);
        if (on.matches()) {
            String host = on.group(1).toLowerCase(Locale.ROOT);
            String[] path = on.group(2).split("/");
            if (host.equals("github.com") && path.length >= 2) {
                return new Link(
                        Link.Kind.RELEASES,
                        "https://github.com/%s/%s/releases".formatted(path[0], bare(path[1])));
            }
            if (host.startsWith("gitlab.") && path.length >= 2) {
                String project = bare(on.group(2).replaceFirst("/-/.*|/tree/.*", ""));
                return new Link(
                        Link.Kind.RELEASES, "https://%s/%s/-/releases".formatted(host, project));
            }
        }
        return new Link(Link.Kind.REPOSITORY, url);
    }

    private static String bare(String name) {
        return name.replaceFirst("\\.git$", "");
    }

    /** The page of a repository that is written as an address for git, or shortened. */
    private static String https(String written) {
        String url = written.replaceFirst("^scm:[a-z]+:", "").replaceFirst("^git\\+", "");
        Matcher shortened = SHORT.matcher(url);
        if (shortened.matches()) {
            String host = shortened.group(1) == null ? "github" : shortened.group(1);
            String top = host.equals("bitbucket") ? ".org/" : ".com/";
            return "https://" + host + top + shortened.group(2);
        }
        url = url.replaceFirst("[#?].*$", "");
        Matcher scp = SCP.matcher(url);
        if (scp.matches()) {
            return "https://" + scp.group(1) + "/" + bare(scp.group(2));
        }
        if (url.matches("(git|ssh)://.*")) {
            // The user is git's own; the port is ssh's.
            url = url.replaceFirst("^\\w+://([^/@]+@)?([^/:]+)(:\\d+)?[/:]", "https://$2/");
        }
        return bare(url);
    }

    /** Only what may be shown to anybody, in a message of git and on a page. */
    private static Optional<String> valid(String address) {
        if (address.length() > LONGEST || !address.matches("(?i)https?://[\\x21-\\x7e]+")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(address);
            boolean open = uri.getHost() != null && uri.getUserInfo() == null;
            boolean plain = !address.contains("${") && !address.contains("@{");
            return open && plain && uri.getHost().contains(".")
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }
}
