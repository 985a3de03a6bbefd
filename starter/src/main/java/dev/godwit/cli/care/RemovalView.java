package dev.godwit.cli.care;

import dev.godwit.cli.output.Style;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.Uninstalled;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes, or has gone, from a target; in JSON mode exactly this.
 *
 * @param removed whether it is gone now
 * @param problems why it stays; empty otherwise
 */
public record RemovalView(
        String target,
        boolean dryRun,
        boolean removed,
        List<String> objects,
        List<Finding> problems)
        implements GoingView {

    public RemovalView {
        objects = List.copyOf(objects);
        problems = List.copyOf(problems);
    }

    /** Before anything is done. */
    public static RemovalView planned(String target, Uninstalled look) {
        return new RemovalView(target, true, false, look.objects(), look.problems());
    }

    /** The same when it is done, or was refused after all. */
    public RemovalView done(Uninstalled result) {
        return new RemovalView(
                target,
                false,
                result.removed(),
                result.removed() ? result.objects() : List.of(),
                result.problems());
    }

    @Override
    public boolean gone() {
        return removed;
    }

    @Override
    public String text(Style style) {
        if (objects.isEmpty() && problems.isEmpty()) {
            return "nothing of Godwit is in target " + target;
        }
        if (!problems.isEmpty()) {
            return head(style);
        }
        List<String> lines = new ArrayList<>();
        lines.add(head(style));
        objects.forEach(object -> lines.add("  " + object));
        return String.join("\n", lines);
    }

    @Override
    public String brief(Style style) {
        return head(style);
    }

    private String head(Style style) {
        if (removed) {
            return "%s: %s".formatted(target, style.good("Godwit was removed"));
        }
        return problems.isEmpty()
                ? "%s: %s".formatted(target, style.strong("this goes"))
                : "%s: %s".formatted(target, style.bad("nothing was removed"));
    }
}
