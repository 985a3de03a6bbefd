package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;

/** A query that must return no row. */
@Doc("A check of your own: a query that must return no row")
public record VerifySpec(
        @Doc("What holds when it returns no row") String name, @Doc("The query") String sql) {}
