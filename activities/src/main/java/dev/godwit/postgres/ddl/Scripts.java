package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.Work;

/** What belongs to a migration of a project beside its statements. */
public interface Scripts {

    /** For runs of plans, which have none. */
    Scripts NONE =
            new Scripts() {
                @Override
                public Statements.Around forth(
                        Work.Script script, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no scripts");
                }

                @Override
                public Statements.Around back(
                        Work.Unscript script, StepContext step, Statements.Around around) {
                    throw new IllegalStateException("a plan has no scripts");
                }
            };

    /** Keeps what its statements take away, and records it as applied. */
    Statements.Around forth(Work.Script script, StepContext step, Statements.Around around);

    /** Gives back what was kept, and takes it out of the record. */
    Statements.Around back(Work.Unscript script, StepContext step, Statements.Around around);
}
