package dev.godwit.plan.operation.type;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an enum. */
@Doc("Makes an enum, which operations after it may use")
public record CreateEnum(
        @Doc("Its name, with its schema when that is not public") String name,
        @Doc("Its values in order") List<String> values,
        @Doc("Comment on it") @Nullable String comment,
        Location at)
        implements Operation {

    private static final String WORD = "create_enum";

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
        values.forEach(value -> EnumRules.value(value, at, problems));
        values.stream()
                .filter(value -> values.indexOf(value) != values.lastIndexOf(value))
                .distinct()
                .forEach(
                        value ->
                                problems.add(
                                        "GW-113",
                                        at,
                                        "the value '%s' stands twice".formatted(value),
                                        "",
                                        "keep one of them"));
    }

    @Override
    public void compile(Draft draft) {
        QualifiedName type = Names.known(name);
        if (draft.objects().type(type).isPresent() || draft.taken(type)) {
            draft.rejections()
                    .add(
                            "GW-235",
                            at,
                            "there is already a type " + type,
                            "every table and view is a type, too",
                            "choose another name, or remove this operation");
            return;
        }
        List<String> statements = new ArrayList<>();
        statements.add(
                values.stream()
                        .map(Identifier::literal)
                        .collect(
                                Collectors.joining(
                                        ", ", "create type " + type.sql() + " as enum (", ")")));
        if (comment != null) {
            statements.add("comment on type " + type.sql() + " is " + Identifier.literal(comment));
        }
        draft.step(
                Stage.APPLY,
                WORD,
                "create enum " + type,
                Work.Ddl.free(type.schema(), statements),
                Work.Ddl.free(type.schema(), List.of("drop type if exists " + type.sql())));
        draft.objects().made(NamedType.coming(type, values));
    }
}
