package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;

/** What only newer servers can do. */
public final class VersionRule {

    private static final int FIFTEEN = 15;

    private VersionRule() {}

    /** A rejection when the key is used on an older server than PostgreSQL 15. */
    public static void fifteen(boolean used, String key, Location at, Draft draft) {
        if (used && draft.schema().major() < FIFTEEN) {
            draft.rejections()
                    .add(
                            "GW-284",
                            at,
                            key + " needs PostgreSQL 15",
                            "the target is PostgreSQL " + draft.schema().major(),
                            "leave it out, or upgrade the server first");
        }
    }
}
