package dev.godwit.plan.operation.type;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.shape.Exchange;
import dev.godwit.plan.operation.shape.Reshaping;
import dev.godwit.plan.operation.shape.TypeNames;
import dev.godwit.plan.operation.type.EnumUses.Found;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.sql.definition.TypeReferences;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The steps by which another enum takes the place and the name of one. The types and all columns
 * change places in one transaction: whoever names the type finds one that fits the columns, before
 * it and after it.
 */
final class TypeSwap {

    private static final String WORD = DropEnumValue.WORD;

    private final Draft draft;
    private final DropEnumValue operation;
    private final NamedType type;
    private final List<Found> columns;
    private final QualifiedName coming;
    private final QualifiedName leaving;

    TypeSwap(Draft draft, DropEnumValue operation, NamedType type, List<Found> columns) {
        this.draft = draft;
        this.operation = operation;
        this.type = type;
        this.columns = columns;
        this.coming = new QualifiedName(type.name().schema(), draft.reserved("type"));
        this.leaving = new QualifiedName(type.name().schema(), draft.reserved("was"));
    }

    void compile() {
        Map<Integer, Reshaping> shapes = new LinkedHashMap<>();
        int part = 0;
        for (Found one : columns) {
            draft.part(++part);
            Optional<Reshaping> shape = shape(one);
            if (shape.isEmpty()) {
                draft.part(0);
                return;
            }
            shapes.put(part, shape.get());
        }
        draft.part(0);
        if (!draft.plan().gates().containsKey("before_constrain")) {
            draft.notice(
                    "GW-277",
                    operation.at(),
                    "from constrain on, writing '%s' into a column of %s is an error"
                            .formatted(operation.value(), type.name()),
                    "let the gate before_constrain wait for an approval, unless nobody writes it any more");
        }
        make();
        shapes.forEach(
                (number, shape) -> {
                    draft.part(number);
                    shape.open(false);
                });
        exchange(shapes);
        shapes.forEach(
                (number, shape) -> {
                    draft.part(number);
                    shape.contract();
                });
        draft.part(0);
        end();
        List<String> values = new ArrayList<>(type.values());
        values.remove(operation.value());
        draft.objects().changed(type.withValues(values));
    }

    private Optional<Reshaping> shape(Found one) {
        TypeNames names =
                new TypeNames(type.name(), coming, leaving, one.column().type().endsWith("[]"));
        Optional<String> preset = preset(one);
        if (preset.isEmpty()) {
            return Optional.empty();
        }
        String text = Identifier.quote(one.column().name()) + "::text";
        String value = Identifier.literal(operation.value());
        String to = Identifier.literal(operation.to());
        String up =
                names.array()
                        ? "array_replace(%s[], %s, %s)".formatted(text, value, to)
                        : "case %1$s when %2$s then %3$s else %1$s end".formatted(text, value, to);
        return Optional.of(
                new Reshaping(
                        draft,
                        WORD,
                        one.table(),
                        one.column(),
                        new dev.godwit.plan.operation.shape.Wanted(
                                one.column().name(),
                                names.sql(type.name()),
                                one.column().notNull(),
                                preset.get().isEmpty() ? null : preset.get(),
                                one.column().comment(),
                                Expression.known(up),
                                Expression.known(text + (names.array() ? "[]" : "")),
                                true),
                        operation.at(),
                        names));
    }

    /** The default by then: empty text for none, empty when it cannot be told. */
    private Optional<String> preset(Found one) {
        String preset = one.column().defaultExpression();
        try {
            List<String> constants =
                    TypeReferences.constants(preset.isEmpty() ? "null" : preset, type.name());
            boolean spoken =
                    constants.stream().anyMatch(constant -> constant.contains(operation.value()));
            if (!spoken) {
                return Optional.of(preset);
            }
            String only = Identifier.literal(operation.value()) + "::";
            if (preset.startsWith(only) && constants.size() == 1) {
                return Optional.of(Identifier.literal(operation.to()) + "::" + type.name().sql());
            }
        } catch (NotSqlException unreadable) {
            // as one that speaks of it
        }
        draft.rejections()
                .add(
                        "GW-228",
                        operation.at(),
                        "the default of %s.%s cannot be told without the value '%s'"
                                .formatted(
                                        one.table().name(), one.column().name(), operation.value()),
                        "it is " + preset,
                        "give it another default by a plan before this one");
        return Optional.empty();
    }

    /** Under the old one's name for a moment, so that owner, privileges and comment are its own. */
    private void make() {
        List<String> statements = new ArrayList<>();
        statements.add(rename(type.name(), leaving));
        statements.add(
                type.values().stream()
                        .filter(value -> !value.equals(operation.value()))
                        .map(Identifier::literal)
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "create type " + type.name().sql() + " as enum (",
                                        ")")));
        statements.addAll(type.again().subList(1, type.again().size()));
        statements.add(rename(type.name(), coming));
        statements.add(rename(leaving, type.name()));
        draft.step(
                Stage.APPLY,
                WORD,
                "make the enum %s without '%s'".formatted(type.name(), operation.value()),
                free(statements),
                free(List.of("drop type if exists " + coming.sql())));
    }

    private void exchange(Map<Integer, Reshaping> shapes) {
        List<String> forth = new ArrayList<>();
        List<String> back = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        forth.add(rename(type.name(), leaving));
        forth.add(rename(coming, type.name()));
        forth.addAll(casts());
        back.addAll(noCasts());
        back.add(rename(type.name(), coming));
        back.add(rename(leaving, type.name()));
        shapes.forEach(
                (number, shape) -> {
                    draft.part(number);
                    Exchange one = shape.exchanging();
                    forth.addAll(one.forth());
                    back.addAll(one.back());
                    losses.addAll(one.losses());
                });
        draft.part(0);
        draft.step(
                Stage.CONSTRAIN,
                WORD,
                "exchange the enum %s and the columns of it".formatted(type.name()),
                strongly(forth),
                List.of(strongly(back)),
                losses);
    }

    private void end() {
        List<String> back = new ArrayList<>();
        back.add(rename(type.name(), coming));
        back.addAll(type.again());
        back.add(rename(type.name(), leaving));
        back.add(rename(coming, type.name()));
        back.addAll(casts());
        List<String> forth = new ArrayList<>(noCasts());
        forth.add("drop type " + leaving.sql());
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop the enum that %s was".formatted(type.name()),
                free(forth),
                free(back));
    }

    /**
     * A driver that looked the type up before it changed places still sends values of the old one;
     * and an INSERT without a list of columns gives the column that is the old one by then.
     */
    private List<String> casts() {
        String cast = "create cast (%s as %s) with inout as assignment";
        return List.of(
                cast.formatted(leaving.sql(), type.name().sql()),
                cast.formatted(type.name().sql(), leaving.sql()));
    }

    private List<String> noCasts() {
        String cast = "drop cast if exists (%s as %s)";
        return List.of(
                cast.formatted(leaving.sql(), type.name().sql()),
                cast.formatted(type.name().sql(), leaving.sql()));
    }

    private static String rename(QualifiedName from, QualifiedName to) {
        return "alter type %s rename to %s".formatted(from.sql(), Identifier.quote(to.name()));
    }

    private Work.Ddl free(List<String> statements) {
        return Work.Ddl.free(type.name().schema(), statements);
    }

    private Work.Ddl strongly(List<String> statements) {
        List<QualifiedName> tables =
                columns.stream().map(one -> one.table().name()).distinct().toList();
        return new Work.Ddl(
                tables, LockMode.ACCESS_EXCLUSIVE, statements, false, type.name().schema());
    }
}
