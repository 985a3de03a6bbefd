package dev.godwit.config.key;

import java.util.List;

/** Every key of a godwit.yaml. The reference page of the documentation is made of it. */
public final class Keys {

    /** Of the file itself. */
    public static final List<Key> FILE =
            List.of(
                    new Key("targets", "names", "", "the databases and projects, see below"),
                    new Key(
                            "hooks",
                            "names",
                            "none",
                            "commands that a plan's `snapshot: { hook: NAME }` runs"),
                    new Key("checks", "names", "none", "what a gate `{ check: NAME }` asks"),
                    new Key(
                            "snapshots",
                            "keys",
                            "none",
                            "where what is kept is also written to files"),
                    new Key(
                            "notifications",
                            "list",
                            "none",
                            "who is told of waiting or ended runs"),
                    new Key(
                            "advisories",
                            "keys",
                            "none",
                            "where auditors of projects get their advisories"),
                    new Key(
                            "ui",
                            "URL",
                            "guessed",
                            "address of Temporal's UI, for links and `godwit open`"));

    /** Of an entry of {@code targets:}. */
    public static final List<Key> TARGET =
            List.of(
                    new Key(
                            "url",
                            "JDBC URL, secret",
                            "",
                            "`jdbc:postgresql://HOST/DATABASE`; no credentials in it. A target has"
                                    + " either `url` or `repository`"),
                    new Key("username", "text, secret", "", "the role that Godwit logs in as"),
                    new Key(
                            "password",
                            "text, secret",
                            "none",
                            "where the server asks for one and no password file is used"),
                    new Key(
                            "direct_url",
                            "JDBC URL, secret",
                            "`url`",
                            "past a connection pooler such as PgBouncer"),
                    new Key(
                            "queue",
                            "name",
                            "the target's name",
                            "its activities run on the task queue `godwit.<queue>`"),
                    new Key(
                            "environment",
                            "word",
                            "none",
                            "for people: `staging`, `production`; only `development` may be emptied"
                                    + " by `reset`"),
                    new Key(
                            "protected",
                            "`true` or `false`",
                            "`false`",
                            "a snapshot is a must, and whoever started a run cannot approve it"),
                    new Key("replicas", "list of JDBC URLs", "none", "`doctor` looks at their lag"),
                    new Key(
                            "scratch",
                            "name of a target",
                            "this one, unless `protected`",
                            "on whose server databases are made to try migrations out; its role"
                                    + " needs CREATEDB"),
                    new Key(
                            "snapshots",
                            "keys",
                            "those of the file",
                            "where what is kept of this target is also written to files"),
                    new Key(
                            "repository",
                            "Git URL or path, secret",
                            "",
                            "of a project, in place of `url`"),
                    new Key("path", "path", "the root", "of the project in its repository"));

    /** Of an entry of {@code checks:}. */
    public static final List<Key> CHECK =
            List.of(
                    new Key(
                            "http",
                            "URL, secret",
                            "",
                            "is asked with GET; open when it answers 2xx. A check has either `http`"
                                    + " or `command`"),
                    new Key(
                            "command",
                            "list of texts",
                            "",
                            "a program with its arguments; open when it exits with 0"),
                    new Key("headers", "names to texts, secret", "none", "sent with `http`"),
                    new Key("timeout", "time up to `1m`", "`10s`", "after which it is closed"));

    /** Of an entry of {@code hooks:}. */
    public static final List<Key> HOOK =
            List.of(
                    new Key("command", "list of texts", "", "a program with its arguments"),
                    new Key("timeout", "time up to `60m`", "`5m`", "after which it has failed"));

    /** Of {@code snapshots:}, in the file and in a target. */
    public static final List<Key> SNAPSHOTS =
            List.of(
                    new Key(
                            "directory",
                            "absolute path",
                            "",
                            "on the worker's host; a folder of it for each target"));

    /** Of an entry of {@code notifications:}. */
    public static final List<Key> NOTIFICATION =
            List.of(
                    new Key(
                            "on",
                            "list of `waiting`, `failed`, `rolled_back`, `done`",
                            "all",
                            "what is told"),
                    new Key("targets", "list of names", "all", "whose runs are told of"),
                    new Key(
                            "http",
                            "URL, secret",
                            "",
                            "gets a POST; delivered when it answers 2xx. A notification has either"
                                    + " `http` or `command`"),
                    new Key(
                            "command",
                            "list of texts",
                            "",
                            "gets the same JSON on its standard input; delivered when it exits with"
                                    + " 0"),
                    new Key("headers", "names to texts, secret", "none", "sent with `http`"),
                    new Key("timeout", "time up to `1m`", "`10s`", "for one delivery"));

    /** Of {@code advisories:}. */
    public static final List<Key> ADVISORIES =
            List.of(
                    new Key(
                            "nvd",
                            "URL",
                            "none",
                            "of a folder with an NVD data feed, `https:` or `file:`, for"
                                    + " Dependency-Check"),
                    new Key(
                            "osv",
                            "path",
                            "none",
                            "of a local OSV database, for osv-scanner, which has to be on the"
                                    + " worker's `PATH`"),
                    new Key("osv_service", "URL", "PyPI", "that pip-audit asks"),
                    new Key("safety_key", "text, secret", "none", "of Safety's service"),
                    new Key(
                            "stale",
                            "time such as `36h`, `7d`",
                            "`7d`",
                            "age from which a local feed is not believed: the audit is *unknown*"));

    private Keys() {}
}
