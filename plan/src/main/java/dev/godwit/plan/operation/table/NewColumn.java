package dev.godwit.plan.operation.table;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.constraint.CheckSpec;
import dev.godwit.plan.operation.constraint.ReferenceSpec;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.Identifier;
import org.jspecify.annotations.Nullable;

/** A column of a new table. */
@Doc("A column of a new table")
public record NewColumn(
        @Doc("Its name") String name,
        @Doc("Its type, as SQL") String type,
        @Doc("Whether it may be NULL; false by default") @Nullable Boolean nullable,
        @Doc("Whether values must differ") @Nullable Boolean unique,
        @Doc("Whether it is the primary key, or a part of it") @Nullable Boolean pk,
        @Doc("An SQL expression") @Nullable String defaultValue,
        @Doc("A check on the column") @Nullable CheckSpec check,
        @Doc("What it says to people") @Nullable String comment,
        @Doc("A foreign key") @Nullable ReferenceSpec references,
        @Doc("A value that PostgreSQL makes") @Nullable Generated generated) {

    /** A value that PostgreSQL makes. */
    @Doc("A value that PostgreSQL makes: an expression, or an identity")
    public record Generated(
            @Doc("Computed from the row's other columns, as SQL") @Nullable String expression,
            @Doc("Counted") @Nullable Identity identity) {

        public Generated {
            if ((expression == null) == (identity == null)) {
                throw new IllegalArgumentException("either \"expression\" or \"identity\"");
            }
        }
    }

    /** A counted column. */
    @Doc("A counted column")
    public record Identity(
            @Doc("ALWAYS (default) or BY DEFAULT") @Nullable String userSpecifiedValues,
            @Doc("Options of the sequence, as SQL") @Nullable String sequenceOptions) {

        public Identity {
            if (userSpecifiedValues != null
                    && !userSpecifiedValues.equalsIgnoreCase("ALWAYS")
                    && !userSpecifiedValues.equalsIgnoreCase("BY DEFAULT")) {
                throw new IllegalArgumentException(
                        "user_specified_values is \"%s\", not ALWAYS or BY DEFAULT"
                                .formatted(userSpecifiedValues));
            }
        }
    }

    /** Finds what is wrong with the text. */
    void check(Location at, Problems problems) {
        NameRule.name(name, at, problems);
        if (defaultValue != null) {
            ExpressionRule.parses("default", defaultValue, at, problems);
        }
        if (check != null) {
            check.check(at, problems);
        }
        if (references != null) {
            references.check(at, problems);
        }
    }

    boolean isKey() {
        return Boolean.TRUE.equals(pk);
    }

    boolean refusesNull() {
        return isKey() || !Boolean.TRUE.equals(nullable);
    }

    /** As a part of CREATE TABLE. */
    String sql() {
        return Identifier.quote(name)
                + " "
                + type
                + made()
                + (defaultValue == null ? "" : " default (" + defaultValue + "\n)")
                + (refusesNull() ? " not null" : "")
                + (Boolean.TRUE.equals(unique) ? " unique" : "")
                + (check == null
                        ? ""
                        : " constraint "
                                + Identifier.quote(check.name())
                                + " "
                                + check.definition());
    }

    private String made() {
        if (generated == null) {
            return "";
        }
        if (generated.expression() != null) {
            return " generated always as (" + generated.expression() + "\n) stored";
        }
        Identity identity = requireNonNull(generated.identity());
        boolean byDefault = "BY DEFAULT".equalsIgnoreCase(identity.userSpecifiedValues());
        return " generated "
                + (byDefault ? "by default" : "always")
                + " as identity"
                + (identity.sequenceOptions() == null
                        ? ""
                        : " (" + identity.sequenceOptions() + "\n)");
    }
}
