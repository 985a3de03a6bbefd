package dev.godwit.plan.operation.shadow;

/** An operation that may be done by copying its table, together with others of its kind. */
public interface Copyable {

    /** Whether it can be: it changes a type, and nothing beside it. */
    boolean copied();
}
