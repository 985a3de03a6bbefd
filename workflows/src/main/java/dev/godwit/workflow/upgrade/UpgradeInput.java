package dev.godwit.workflow.upgrade;

import java.util.List;

/**
 * An upgrade of one project.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param target name of the project's target
 * @param queue of the target
 * @param name of the run on its target
 * @param majors whether major versions are left
 * @param only names or families to look at; empty for all
 * @param except names or families to leave alone
 * @param test the command that decides; empty for the project's own
 * @param actor who started it
 */
public record UpgradeInput(
        int contract,
        String target,
        String queue,
        String name,
        boolean majors,
        List<String> only,
        List<String> except,
        List<String> test,
        String actor) {

    public UpgradeInput {
        only = List.copyOf(only);
        except = List.copyOf(except);
        test = List.copyOf(test);
    }
}
