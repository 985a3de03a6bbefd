package dev.godwit.plan.operation.routine;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Standing;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Routine;
import dev.godwit.plan.schema.RoutineName;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/** Drops a function or procedure. */
@Doc("Drops a function or procedure, in contract")
public record DropFunction(
        @Doc("Its name, with the types of its arguments when there are several: touch(text, int)")
                String name,
        Location at)
        implements Operation {

    private static final String WORD = "drop_function";

    @Override
    public List<QualifiedName> tables() {
        return List.of();
    }

    @Override
    public Wanted wanted() {
        return Wanted.routine(read());
    }

    @Override
    public void check(Problems problems) {
        try {
            RoutineText.named(name);
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-114",
                    at,
                    "\"" + name + "\" is not a function's name",
                    String.valueOf(failure.getMessage()),
                    "write name, schema.name or name(text, int)");
        }
    }

    @Override
    public void compile(Draft draft) {
        RoutineName wanted = read();
        List<Routine> found = draft.objects().routines(wanted);
        if (found.size() != 1) {
            draft.rejections()
                    .add(
                            "GW-246",
                            at,
                            found.isEmpty()
                                    ? "there is no function " + wanted
                                    : "there are several functions " + wanted,
                            found.isEmpty()
                                    ? ""
                                    : String.join(
                                            ", ", found.stream().map(Routine::signature).toList()),
                            found.isEmpty()
                                    ? "correct the name; a schema other than public is written before it"
                                    : "write the types of its arguments");
            return;
        }
        Routine routine = found.getFirst();
        Standing.refuse(draft, routine.signature(), routine.uses(), at);
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop function " + wanted,
                Work.Ddl.free(
                        wanted.name().schema(), List.of("drop routine " + routine.signature())),
                Work.Ddl.free(wanted.name().schema(), routine.again()));
        draft.takenAway(routine.words());
    }

    private RoutineName read() {
        try {
            return RoutineText.named(name);
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException("checked before: " + failure.getMessage(), failure);
        }
    }
}
