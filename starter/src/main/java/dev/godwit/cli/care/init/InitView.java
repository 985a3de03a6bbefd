package dev.godwit.cli.care.init;

import dev.godwit.cli.output.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * What was set up; in JSON mode exactly this.
 *
 * @param file godwit.yaml
 * @param written whether it was written; false when there was one, which is left as it is
 * @param snippet what it says about the target, or should
 * @param script the SQL of the role
 * @param next what is to be done, in order
 */
public record InitView(
        String file,
        boolean written,
        String target,
        String snippet,
        ConnectionTry connection,
        String script,
        List<String> next) {

    public InitView {
        next = List.copyOf(next);
    }

    /** With the steps that follow. */
    public static InitView of(
            String file,
            boolean written,
            NewTarget target,
            ConnectionTry connection,
            boolean managed) {
        List<String> next = new ArrayList<>();
        if (!written) {
            next.add("add the lines to the targets of " + file);
        }
        next.add(
                "run the script in the target's database: godwit init --script%s --username %s | psql ..."
                        .formatted(managed ? " --managed" : "", target.username()));
        next.add(
                "give the role a password, and the worker too: environment variable "
                        + target.passwordVariable());
        next.add("start a worker with this file: godwit dev, or java -jar godwit-worker.jar");
        next.add("godwit doctor " + target.name());
        return new InitView(
                file,
                written,
                target.name(),
                Snippet.target(target),
                connection,
                RoleScript.of(target.username(), managed),
                next);
    }

    /** Several lines, without a line break at the end. */
    public String text(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(
                written
                        ? "%s %s".formatted(style.good("wrote"), file)
                        : "%s %s already; these lines belong below its targets:\n\n%s"
                                .formatted(style.warn("there is"), file, snippet.stripTrailing()));
        lines.add("");
        lines.add("connection  " + connection(style));
        lines.add("");
        lines.add(script);
        lines.add(style.strong("next"));
        for (int i = 0; i < next.size(); i++) {
            lines.add("  %d. %s".formatted(i + 1, next.get(i)));
        }
        return String.join("\n", lines);
    }

    private String connection(Style style) {
        return switch (connection.way()) {
            case NOT_TRIED ->
                    style.warn("not tried")
                            + ": "
                            + connection.said()
                            + "\n            godwit doctor %s tries it from the worker"
                                    .formatted(target);
            case WORKER -> mark(style) + " by the worker: " + connection.said();
            case DIRECT ->
                    mark(style)
                            + " from here, with the password of this environment: "
                            + connection.said();
        };
    }

    private String mark(Style style) {
        return connection.well() ? style.good("tried") : style.bad("failed");
    }
}
