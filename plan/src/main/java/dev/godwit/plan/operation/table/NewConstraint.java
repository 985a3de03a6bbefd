package dev.godwit.plan.operation.table;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.operation.constraint.CheckSpec;
import dev.godwit.plan.operation.constraint.CreateConstraint.Kind;
import dev.godwit.plan.operation.constraint.CreateConstraint.ParentSpec;
import dev.godwit.plan.operation.constraint.Deferring;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A constraint of a new table. */
@Doc("A constraint of a new table")
public record NewConstraint(
        @Doc("Its name") String name,
        @Doc("unique, check, primary_key, foreign_key or exclude") Kind type,
        @Doc("The columns it is about") List<String> columns,
        @Doc("For a check: the condition, as SQL") @Nullable String check,
        @Doc("For a check: not for tables that inherit from this one") @Nullable Boolean noInherit,
        @Doc("For unique: two NULLs are the same (PostgreSQL 15)")
                @Nullable Boolean nullsNotDistinct,
        @Doc("Whether it can be checked at the end of a transaction") @Nullable Boolean deferrable,
        @Doc("Whether it is, unless a transaction says otherwise")
                @Nullable Boolean initiallyDeferred,
        @Doc("For a foreign key: what it points to") @Nullable ParentSpec references,
        @Doc("For those with an index: how it is made") @Nullable IndexParameters indexParameters,
        @Doc("For exclude: what must not overlap") @Nullable Exclude exclude) {

    /** How the index of a constraint is made. */
    @Doc("How the index of a constraint is made")
    public record IndexParameters(
            @Doc("Where it is stored") @Nullable String tablespace,
            @Doc("For example fillfactor = 70") @Nullable String storageParameters,
            @Doc("Further columns in the index") List<String> includeColumns) {}

    /** What must not overlap. */
    @Doc("What must not overlap")
    public record Exclude(
            @Doc("For example gist") String indexMethod,
            @Doc("For example room with =, during with &&") String elements,
            @Doc("Condition of the rows it is about, as SQL") @Nullable String predicate) {}

    public NewConstraint {
        boolean complete =
                switch (type) {
                    case CHECK -> check != null;
                    case FOREIGN_KEY -> references != null && !columns.isEmpty();
                    case EXCLUDE -> exclude != null;
                    case UNIQUE, PRIMARY_KEY -> !columns.isEmpty();
                };
        if (!complete) {
            throw new IllegalArgumentException(
                    switch (type) {
                        case CHECK -> "a check lacks \"check\"";
                        case FOREIGN_KEY -> "a foreign key lacks \"columns\" or \"references\"";
                        case EXCLUDE -> "an exclusion lacks \"exclude\"";
                        case UNIQUE, PRIMARY_KEY -> "it lacks \"columns\"";
                    });
        }
    }

    /** As a part of CREATE TABLE; not for a foreign key. */
    String sql() {
        return "constraint " + Identifier.quote(name) + " " + body() + deferring();
    }

    private String body() {
        String names = columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
        return switch (type) {
            case UNIQUE ->
                    "unique"
                            + (Boolean.TRUE.equals(nullsNotDistinct) ? " nulls not distinct" : "")
                            + " ("
                            + names
                            + ")"
                            + index();
            case PRIMARY_KEY -> "primary key (" + names + ")" + index();
            case CHECK -> new CheckSpec(name, requireNonNull(check), noInherit).definition();
            case EXCLUDE -> exclusion(requireNonNull(exclude));
            case FOREIGN_KEY -> throw new IllegalStateException("a step of its own");
        };
    }

    private String exclusion(Exclude exclude) {
        return "exclude using "
                + exclude.indexMethod()
                + " ("
                + exclude.elements()
                + ")"
                + index()
                + (exclude.predicate() == null ? "" : " where (" + exclude.predicate() + "\n)");
    }

    private String index() {
        if (indexParameters == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (!indexParameters.includeColumns().isEmpty()) {
            parts.add(
                    " include ("
                            + indexParameters.includeColumns().stream()
                                    .map(Identifier::quote)
                                    .collect(Collectors.joining(", "))
                            + ")");
        }
        if (indexParameters.storageParameters() != null) {
            parts.add(" with (" + indexParameters.storageParameters() + ")");
        }
        if (indexParameters.tablespace() != null) {
            parts.add(" using index tablespace " + Identifier.quote(indexParameters.tablespace()));
        }
        return String.join("", parts);
    }

    private String deferring() {
        if (type == Kind.CHECK) {
            return "";
        }
        return Deferring.of(deferrable, initiallyDeferred).sql();
    }
}
