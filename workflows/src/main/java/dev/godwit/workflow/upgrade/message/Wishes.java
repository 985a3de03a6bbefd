package dev.godwit.workflow.upgrade.message;

import java.util.List;

/**
 * What somebody wants of an upgrade or an audit.
 *
 * @param majors whether major versions are left
 * @param only names or families to look at; empty for all
 * @param except names or families to leave alone
 * @param test the command that decides; empty for the project's own
 * @param recipes rewrites of source code, as they were written
 * @param cooldownSeconds least age of a version that is offered
 * @param failOn what an audit fails on: {@code new}, or a severity; empty for {@code new}
 * @param container image to build and test in; empty for none
 * @param audit whether advisories are asked for before and after
 * @param fresh whether verdicts of earlier runs are not believed
 * @param lanes how many probes may be under way at the same time; 0 for what the host allows
 */
public record Wishes(
        boolean majors,
        List<String> only,
        List<String> except,
        List<String> test,
        List<String> recipes,
        long cooldownSeconds,
        List<String> failOn,
        String container,
        boolean audit,
        boolean fresh,
        int lanes) {

    /** In the reason of a fate that has the name of something that does not exist. */
    public static final String NOWHERE = "nothing that is declared here has that name";

    /** Up to the newest minor versions, by the project's own tests. */
    public static final Wishes NONE =
            new Wishes(
                    false, List.of(), List.of(), List.of(), List.of(), 0, List.of(), "", true,
                    false, 0);

    /** The same with another gate for its audit. */
    public Wishes failingOn(List<String> words) {
        return new Wishes(
                majors,
                only,
                except,
                test,
                recipes,
                cooldownSeconds,
                words,
                container,
                audit,
                fresh,
                lanes);
    }

    public Wishes {
        only = List.copyOf(only);
        except = List.copyOf(except);
        test = List.copyOf(test);
        recipes = List.copyOf(recipes);
        failOn = List.copyOf(failOn);
    }
}
