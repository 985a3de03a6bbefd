package dev.godwit.workflow;

/** Numbers and names that workflow, activities and starter must agree on. */
public final class Contract {

    /** Version of the input and result records; raised when a field changes its meaning. */
    public static final int VERSION = 2;

    /** The task queue of workflows. */
    public static final String WORKFLOW_QUEUE = "godwit";

    /** The longest plan text, in bytes of UTF-8. */
    public static final int MAX_PLAN_BYTES = 200 * 1024;

    private Contract() {}

    /**
     * The task queue of a target's activities. @param queue the target's {@code queue}, by default
     * its name
     */
    public static String activityQueue(String queue) {
        return WORKFLOW_QUEUE + "." + queue;
    }

    /** The name of a run, which is its workflow id. */
    public static String runName(String target, String plan) {
        return target + "/" + plan;
    }
}
