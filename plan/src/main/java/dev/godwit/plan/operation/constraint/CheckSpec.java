package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import org.jspecify.annotations.Nullable;

/** A check constraint: added NOT VALID, validated later. */
@Doc("A check constraint: added NOT VALID, validated later")
public record CheckSpec(
        @Doc("Its name") String name,
        @Doc("The condition, as SQL") String constraint,
        @Doc("Not for tables that inherit from this one") @Nullable Boolean noInherit) {

    /** Finds what is wrong with the text. */
    public void check(Location at, Problems problems) {
        NameRule.name(name, at, problems);
        ExpressionRule.parse("check", constraint, at, problems);
    }

    /** As a definition of the constraint. */
    public String definition() {
        return "check ("
                + constraint
                + "\n)"
                + (Boolean.TRUE.equals(noInherit) ? " no inherit" : "");
    }
}
