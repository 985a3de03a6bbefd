package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;

/** What the course has done for it; every call may be repeated. */
public interface Steps {

    /** Builds and tests these bumps on top of a commit; none for the commit as it is. */
    Judged probe(String commit, List<Bump> bumps);

    /** What could move at a commit. */
    Survey survey(String commit);

    /** Makes a commit the head of the result branch. */
    void keep(String commit);
}
