package dev.godwit.plan.operation.type;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a value out of an enum, which PostgreSQL cannot: every column of it gets a second shape of
 * a new enum without the value, and both exchange their names when all rows are in it.
 */
@Doc(
        "Takes a value out of an enum: its columns are converted, while they are in use, to a new enum that takes over the name")
public record DropEnumValue(
        @Doc("The enum, with its schema when that is not public") String type,
        @Doc("The value that goes") String value,
        @Doc("The value that rows have instead of it") String to,
        @Doc("Every column of the enum, or of arrays of it") List<EnumColumn> columns,
        Location at)
        implements Operation {

    static final String WORD = "drop_enum_value";

    public DropEnumValue {
        columns = List.copyOf(columns);
    }

    @Override
    public List<QualifiedName> tables() {
        return columns.stream().map(EnumColumn::of).distinct().toList();
    }

    @Override
    public List<QualifiedName> fills() {
        return tables();
    }

    @Override
    public Wanted wanted() {
        return Wanted.type(Names.known(type));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(type, at, problems);
        columns.forEach(column -> NameRule.relation(column.table(), at, problems));
        if (value.equals(to)) {
            problems.add(
                    "GW-113",
                    at,
                    "the value '%s' is to go, and to be what rows have instead".formatted(value),
                    "",
                    "say another value in to");
        }
        Set<EnumColumn> seen = new HashSet<>();
        for (EnumColumn column : columns) {
            if (!seen.add(column)) {
                problems.add(
                        "GW-113",
                        at,
                        "the column %s stands twice".formatted(column.words()),
                        "",
                        "keep one of them");
            }
        }
    }

    @Override
    public void compile(Draft draft) {
        EnumRules.find(Names.known(type), at, draft).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, NamedType found) {
        int before = draft.rejections().all().size();
        EnumRules.place(value, found, at, draft);
        EnumRules.place(to, found, at, draft);
        alone(draft, found);
        EnumUses uses = new EnumUses(draft, this, found);
        uses.check();
        if (draft.rejections().all().size() == before) {
            new TypeSwap(draft, this, found, uses.columns()).compile();
        }
    }

    /** Another operation would speak of the one type or of the other, depending on its phase. */
    private void alone(Draft draft, NamedType found) {
        boolean others =
                draft.plan().operations().stream()
                        .filter(one -> one != this)
                        .anyMatch(one -> one.wanted().types().contains(found.name()));
        if (others) {
            draft.rejections()
                    .add(
                            "GW-276",
                            at,
                            "another operation of this plan works with the enum " + found.name(),
                            "two types of that name are there for a while",
                            "put drop_enum_value into a plan of its own");
        }
    }
}
