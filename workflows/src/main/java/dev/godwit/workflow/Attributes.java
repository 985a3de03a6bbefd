package dev.godwit.workflow;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.List;

/**
 * Godwit's search attributes, all of type Keyword. They are not encrypted by a codec, so they hold
 * names only. A server without them runs migrations all the same.
 */
public final class Attributes {

    public static final SearchAttributeKey<String> TARGET = keyword("GodwitTarget");
    public static final SearchAttributeKey<String> PLAN = keyword("GodwitPlan");
    public static final SearchAttributeKey<String> PHASE = keyword("GodwitPhase");
    public static final SearchAttributeKey<String> OUTCOME = keyword("GodwitOutcome");
    public static final SearchAttributeKey<String> ACTOR = keyword("GodwitActor");
    public static final SearchAttributeKey<String> PLAN_HASH = keyword("GodwitPlanHash");

    /** All of them, for registering them with a server. */
    public static final List<SearchAttributeKey<String>> ALL =
            List.of(TARGET, PLAN, PHASE, OUTCOME, ACTOR, PLAN_HASH);

    private Attributes() {}

    /** What a starter sets; the workflow itself keeps phase and outcome current. */
    public static SearchAttributes of(String target, String plan, String actor, String hash) {
        return SearchAttributes.newBuilder()
                .set(TARGET, target)
                .set(PLAN, plan)
                .set(ACTOR, actor)
                .set(PLAN_HASH, hash)
                .build();
    }

    private static SearchAttributeKey<String> keyword(String name) {
        return SearchAttributeKey.forKeyword(name);
    }
}
