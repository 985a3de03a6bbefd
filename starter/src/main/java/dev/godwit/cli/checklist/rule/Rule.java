package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import java.util.List;

/** Judges a line of the checklist. It claims nothing that is not recorded. */
public interface Rule {

    /** In the order of the checklist. */
    List<Rule> ALL =
            List.of(
                    new Reviewed(),
                    new Reversed(),
                    new Kept(),
                    new Apart(),
                    new Brief(),
                    new Tried(),
                    new Tested(),
                    new Audited());

    /** The line, with its evidence. */
    Item judge(Known known);
}
