package dev.godwit.cli.care;

import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.reset.ResetReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes, or has gone, from a target; in JSON mode exactly this.
 *
 * @param emptied whether it is empty now
 * @param left what is not touched
 * @param problems why it is as it was; empty otherwise
 */
public record ResetView(
        String target,
        boolean dryRun,
        boolean emptied,
        List<String> objects,
        List<String> left,
        List<Finding> problems)
        implements GoingView {

    public ResetView {
        objects = List.copyOf(objects);
        left = List.copyOf(left);
        problems = List.copyOf(problems);
    }

    /** Before anything is done. */
    public static ResetView planned(String target, ResetReport look) {
        return new ResetView(target, true, false, look.objects(), look.left(), look.problems());
    }

    /** The same when it is done, or was refused after all. */
    public ResetView done(ResetReport result) {
        // An answer that was lost is given again by a worker that finds nothing any more.
        List<String> gone = result.objects().isEmpty() ? objects : result.objects();
        return new ResetView(
                target,
                false,
                result.emptied(),
                result.emptied() ? gone : List.of(),
                result.left(),
                result.problems());
    }

    @Override
    public boolean gone() {
        return emptied;
    }

    @Override
    public String text(Style style) {
        if (objects.isEmpty() && problems.isEmpty()) {
            return "target %s is empty".formatted(target);
        }
        List<String> lines = new ArrayList<>();
        lines.add(head(style));
        if (problems.isEmpty()) {
            objects.forEach(object -> lines.add("  " + Words.line(object)));
            left.forEach(stays -> lines.add("  left: " + Words.line(stays)));
        }
        return String.join("\n", lines);
    }

    @Override
    public String brief(Style style) {
        return head(style);
    }

    private String head(Style style) {
        if (emptied) {
            return "%s: %s".formatted(target, style.good("emptied"));
        }
        return problems.isEmpty()
                ? "%s: %s".formatted(target, style.strong("this goes, with its data"))
                : "%s: %s".formatted(target, style.bad("nothing was dropped"));
    }
}
