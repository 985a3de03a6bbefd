package dev.godwit.cli.care;

import dev.godwit.cli.output.Style;
import dev.godwit.workflow.message.Finding;
import java.util.List;

/** What goes from a target, or has gone, for people and as JSON. */
public sealed interface GoingView permits RemovalView, ResetView {

    /** What goes, or has gone. */
    List<String> objects();

    /** Why it stays; empty otherwise. */
    List<Finding> problems();

    /** Whether it is gone now. */
    boolean gone();

    /** Several lines, without a line break at the end; problems are not among them. */
    String text(Style style);

    /** When the rest was just read. */
    String brief(Style style);
}
