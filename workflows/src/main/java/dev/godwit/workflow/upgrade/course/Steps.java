package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;

/** What the course has done for it; every call may be repeated. */
public interface Steps {

    /**
     * Builds and tests on top of a commit.
     *
     * @param bumps none for the commit as it is
     * @param recipes rewrites of source code; with bumps, tried when these are red without
     */
    Judged probe(String commit, List<Bump> bumps, List<String> recipes);

    /** Whether a commit is green every time. */
    boolean steady(String commit);

    /** What could move at a commit. */
    Survey survey(String commit);

    /** How the packages of these bumps are declared at a commit. */
    Standing standing(String commit, List<Bump> bumps);

    /** Makes a commit the head of the result branch. */
    void keep(String commit);
}
