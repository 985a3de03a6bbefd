package dev.godwit.plan.operation;

import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/**
 * One change in a plan: data, and what it is compiled into. An implementation is a record whose
 * components are its keys in the plan file, listed in {@link Operations}.
 */
public interface Operation {

    /** Where it stands. */
    Location at();

    /** The tables it changes. */
    List<QualifiedName> tables();

    /** Tables that it looks at and does not change, such as those that a foreign key points to. */
    default List<QualifiedName> reads() {
        return List.of();
    }

    /** The indexes it names, if no table is named with them. */
    default List<QualifiedName> indexes() {
        return List.of();
    }

    /** What else it names. */
    default Wanted wanted() {
        return Wanted.NONE;
    }

    /** Indexes that it makes, also for its constraints. */
    default List<IndexMade> builds() {
        return List.of();
    }

    /** The tables whose rows it fills. */
    default List<QualifiedName> fills() {
        return List.of();
    }

    /** Finds what is wrong with the text, without a database. */
    void check(Problems problems);

    /** Adds its steps, and what is wrong with it on this schema. */
    void compile(Draft draft);
}
