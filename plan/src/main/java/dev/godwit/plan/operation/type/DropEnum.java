package dev.godwit.plan.operation.type;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Standing;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/** Drops an enum that nothing uses. */
@Doc("Drops an enum that nothing uses, in contract")
public record DropEnum(
        @Doc("Its name, with its schema when that is not public") String name, Location at)
        implements Operation {

    private static final String WORD = "drop_enum";

    @Override
    public List<QualifiedName> tables() {
        return List.of();
    }

    @Override
    public Wanted wanted() {
        return Wanted.type(Names.known(name));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(name, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        EnumRules.find(Names.known(name), at, draft).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, NamedType found) {
        QualifiedName type = found.name();
        Standing.refuse(draft, type.toString(), found.uses(), at);
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop enum " + type,
                Work.Ddl.free(type.schema(), List.of("drop type " + type.sql())),
                Work.Ddl.free(type.schema(), found.again()));
        draft.objects().goneType(type);
    }
}
