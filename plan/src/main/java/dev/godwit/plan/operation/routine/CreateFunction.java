package dev.godwit.plan.operation.routine;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Routine;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a function or procedure, or replaces one. */
@Doc("Makes a function or procedure, or replaces one: CREATE OR REPLACE")
public record CreateFunction(
        @Doc(
                        "The whole CREATE [OR REPLACE] FUNCTION or PROCEDURE; names without a schema are in public")
                String definition,
        @Doc("Comment on it") @Nullable String comment,
        Location at)
        implements Operation {

    private static final String WORD = "create_function";

    @Override
    public List<QualifiedName> tables() {
        return List.of();
    }

    @Override
    public Wanted wanted() {
        return Wanted.routine(read().name());
    }

    @Override
    public void check(Problems problems) {
        try {
            NameRule.name(RoutineText.of(definition).name().name().name(), at, problems);
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-249",
                    at,
                    "the definition of a function cannot be read: " + failure.getMessage(),
                    "",
                    "write the whole CREATE FUNCTION");
        }
    }

    @Override
    public void compile(Draft draft) {
        RoutineText text = read();
        Optional<Routine> found = draft.objects().routines(text.name()).stream().findFirst();
        if (found.isPresent() && !text.replaces()) {
            draft.rejections()
                    .add(
                            "GW-235",
                            at,
                            "there is already a function " + text.name(),
                            "",
                            "write CREATE OR REPLACE, choose another name, or remove this operation");
            return;
        }
        String word = "on routine " + text.name().sql() + " is ";
        List<String> forth = new ArrayList<>(List.of(text.statement()));
        List<String> back = new ArrayList<>();
        if (found.isPresent()) {
            back.add(found.get().again().getFirst());
        } else {
            back.add("drop routine if exists " + text.name().sql());
        }
        if (comment != null) {
            forth.add("comment " + word + Identifier.literal(comment));
            found.ifPresent(
                    old -> {
                        back.add("comment " + word + "null");
                        old.again().stream()
                                .filter(each -> each.startsWith("comment on "))
                                .forEach(back::add);
                    });
        }
        String schema = text.name().name().schema();
        draft.step(
                Stage.APPLY,
                WORD,
                "%s %s %s"
                        .formatted(
                                found.isPresent() ? "replace" : "create",
                                text.procedure() ? "procedure" : "function",
                                text.name()),
                Work.Ddl.free(schema, forth),
                Work.Ddl.free(schema, back));
    }

    private RoutineText read() {
        try {
            return RoutineText.of(definition);
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException("checked before: " + failure.getMessage(), failure);
        }
    }
}
