package dev.godwit.plan.operation.column;

import dev.godwit.plan.reading.Doc;

/** A check constraint: added NOT VALID, validated later. */
@Doc("A check constraint: added NOT VALID, validated later")
public record CheckSpec(
        @Doc("Its name") String name, @Doc("The condition, as SQL") String constraint) {}
