package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;

/** Policies of row-level security. */
final class PolicyDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject policy, Catalog catalog) {
        StringBuilder create =
                new StringBuilder("create " + Ddl.called(policy, catalog))
                        .append(policy.has("restrictive") ? " as restrictive" : "")
                        .append(" for ")
                        .append(policy.trait("for"))
                        .append(" to ")
                        .append(policy.trait("to"));
        if (policy.has("using")) {
            create.append(" using (").append(policy.trait("using")).append(')');
        }
        if (policy.has("check")) {
            create.append(" with check (").append(policy.trait("check")).append(')');
        }
        return List.of(create.toString());
    }
}
