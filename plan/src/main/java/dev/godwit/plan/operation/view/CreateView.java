package dev.godwit.plan.operation.view;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Standing;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.View;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a view, or replaces one by another that gets all that belongs to it. */
@Doc("Makes a view or a materialized view, or replaces a view")
public record CreateView(
        @Doc("Its name, with its schema when that is not public") String name,
        @Doc("Its query; names without a schema are looked for in the schema of the view")
                String as,
        @Doc("Whether its rows are kept") @Nullable Boolean materialized,
        @Doc("Whether a view of that name is replaced, whatever its columns")
                @Nullable Boolean replace,
        @Doc("Whether a materialized view is filled: true by default") @Nullable Boolean withData,
        @Doc("For example security_invoker = true, check_option = local") @Nullable String options,
        @Doc("Comment on it") @Nullable String comment,
        Location at)
        implements Operation {

    private static final String WORD = "create_view";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(name));
    }

    @Override
    public Wanted wanted() {
        return Wanted.view(Names.known(name));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(name, at, problems);
        if (isMaterialized() ? isReplacing() : withData != null) {
            problems.add(
                    "GW-113",
                    at,
                    isReplacing()
                            ? "create_view says both materialized and replace"
                            : "create_view says with_data and not materialized",
                    isReplacing()
                            ? "nobody could read it while its query runs"
                            : "only a materialized view holds rows",
                    isReplacing()
                            ? "make one of another name, and drop this one in contract"
                            : "remove with_data");
        }
        try {
            if (!Statements.isQuery(as)) {
                problems.add("GW-111", at, "as is not one query", "", "write a SELECT or VALUES");
            } else if (Statements.parse(statement()).texts().size() != 1) {
                problems.add("GW-111", at, "create_view is no statement", "", "correct it");
            }
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-111",
                    at,
                    "create_view cannot be written as SQL: " + failure.getMessage(),
                    "",
                    "correct as, or options");
        }
    }

    @Override
    public void compile(Draft draft) {
        QualifiedName view = Names.known(name);
        if (isReplacing()) {
            ViewRules.find(view, at, draft).ifPresent(found -> replace(draft, found));
            return;
        }
        NameRule.free(view, at, draft);
        List<String> statements = new ArrayList<>(List.of(statement()));
        statements.addAll(comment(isMaterialized() ? "materialized view" : "view"));
        draft.step(
                isMaterialized() && ViewRules.late(draft) ? Stage.CONSTRAIN : Stage.APPLY,
                WORD,
                "create %s %s".formatted(isMaterialized() ? "materialized view" : "view", view),
                new Work.Ddl(
                        List.of(),
                        LockMode.ACCESS_SHARE,
                        statements,
                        isMaterialized(), // its query takes as long as it takes
                        view.schema()),
                Work.Ddl.free(
                        view.schema(),
                        List.of(
                                "drop %s if exists %s"
                                        .formatted(
                                                isMaterialized() ? "materialized view" : "view",
                                                view.sql()))));
    }

    private void replace(Draft draft, View found) {
        if (found.materialized()) {
            draft.rejections()
                    .add(
                            "GW-245",
                            at,
                            found.name() + " is a materialized view",
                            "nobody could read it while its query runs",
                            "make one of another name, and drop this one in contract");
            return;
        }
        Standing.refuse(draft, found.name().toString(), found.uses(), at);
        String drop = "drop view if exists " + found.name().sql();
        List<String> forth = new ArrayList<>(List.of(drop, statement()));
        forth.addAll(found.belongings());
        forth.addAll(comment("view"));
        List<String> back = new ArrayList<>(List.of(drop));
        back.addAll(found.again());
        draft.step(
                Stage.APPLY,
                WORD,
                "replace view " + found.name(),
                Work.Ddl.free(found.name().schema(), forth),
                Work.Ddl.free(found.name().schema(), back));
    }

    private boolean isMaterialized() {
        return Boolean.TRUE.equals(materialized);
    }

    private boolean isReplacing() {
        return Boolean.TRUE.equals(replace);
    }

    private List<String> comment(String kind) {
        return comment == null
                ? List.of()
                : List.of(
                        "comment on %s %s is %s"
                                .formatted(
                                        kind,
                                        Names.known(name).sql(),
                                        Identifier.literal(comment)));
    }

    /** The query stands on lines of its own: it may end with a comment. */
    private String statement() {
        return "create %sview %s%s as\n%s\n%s"
                .formatted(
                        isMaterialized() ? "materialized " : "",
                        Names.known(name).sql(),
                        options == null ? "" : " with (" + options + ")",
                        as.strip().replaceAll(";\\s*$", ""),
                        isMaterialized() && Boolean.FALSE.equals(withData) ? "with no data" : "");
    }
}
