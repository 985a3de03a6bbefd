package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import java.util.Optional;

/** A probe that was begun. */
public interface Pending {

    /** Whether it has ended, however it did: its lane is free again. */
    boolean ended();

    /** Its verdict, when it has one by now; counts for nothing. */
    Optional<Judged> peek();

    /** Waits for the verdict, which counts from then on; asked for once. */
    Judged verdict();

    /** Nobody needs it any more: it is stopped, and its verdict counts for nothing. */
    void drop();
}
