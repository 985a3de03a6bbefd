package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;

/**
 * What the course has done for it; every call may be repeated. A lane is a place to build in: no
 * two calls are made on one lane at the same time.
 */
public interface Steps {

    /**
     * Begins to build and test on top of a commit.
     *
     * @param bumps none for the commit as it is
     * @param recipes rewrites of source code; with bumps, tried when these are red without
     * @param once whether red at the first look is red
     */
    Pending probe(int lane, String commit, List<Bump> bumps, List<String> recipes, boolean once);

    /** Builds and tests a commit as it is in every lane at once. @return green when all were */
    Judged together(String commit);

    /** Whether a commit is green every time. */
    boolean steady(int lane, String commit);

    /** What could move at a commit. */
    Survey survey(int lane, String commit);

    /** How the packages of these bumps are declared at a commit. */
    Standing standing(int lane, String commit, List<Bump> bumps);

    /** Makes a commit the head of the result branch. */
    void keep(int lane, String commit);
}
