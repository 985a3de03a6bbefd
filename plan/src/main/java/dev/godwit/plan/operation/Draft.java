package dev.godwit.plan.operation;

import dev.godwit.plan.Plan;
import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Dependents;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a plan is being compiled into. Sees the schema as the operations before have left it. */
public final class Draft {

    private final Plan plan;
    private final LiveSchema schema;
    private final Map<QualifiedName, Table> tables = new HashMap<>();
    private final Map<QualifiedName, QualifiedName> lives = new HashMap<>();
    private final Set<QualifiedName> made = new HashSet<>();
    private final Set<QualifiedName> gone = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final Problems rejections = new Problems();
    private final Problems refusals = new Problems();
    private final List<Problem> notices = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();
    private final DraftObjects objects;
    private final DraftColumns columns = new DraftColumns(this::operation);
    private int operation;
    private int part;
    private boolean takesAway;

    /** Starts from the live schema. */
    public Draft(Plan plan, LiveSchema schema) {
        this.plan = plan;
        this.schema = schema;
        this.objects = new DraftObjects(schema.objects());
        schema.tables().forEach(table -> tables.put(table.name(), table));
    }

    /** The next operation begins. */
    public void next() {
        operation++;
        part = 0;
    }

    /** Names of Godwit's own are those of a part of the operation from now on; 0 is the whole. */
    public void part(int number) {
        part = number;
    }

    /** Its number in the plan, from 1. */
    public int operation() {
        return operation;
    }

    /** The plan. */
    public Plan plan() {
        return plan;
    }

    /** The live schema. */
    public LiveSchema schema() {
        return schema;
    }

    /** Types and the like. */
    public DraftObjects objects() {
        return objects;
    }

    /** The columns that operations work with. */
    public DraftColumns columns() {
        return columns;
    }

    /** The table, if it exists; a rejection otherwise. */
    public Optional<Table> table(QualifiedName name, Location at) {
        Table table = tables.get(name);
        if (table == null) {
            List<String> known =
                    schema.tableNames().stream()
                            .filter(one -> !gone.contains(one))
                            .map(QualifiedName::toString)
                            .toList();
            rejections.add(
                    "GW-201",
                    at,
                    "there is no table " + name,
                    "",
                    Problems.suggestion(name.toString(), known));
        }
        return Optional.ofNullable(table);
    }

    /** The relation as it is by then, if it is there and was read. */
    public Optional<Table> present(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The table that has the index, if there is one. */
    public Optional<Table> tableOfIndex(QualifiedName index) {
        return schema.tableOfIndex(index).map(table -> tables.getOrDefault(table.name(), table));
    }

    /** Later operations see the table so. */
    public void changed(Table table) {
        tables.put(table.name(), table);
    }

    /**
     * Later operations do not find it among what stands on tables and other objects.
     *
     * @param words for it, as {@link dev.godwit.plan.schema.Use} has them
     */
    public void takenAway(String words) {
        objects.takenAway(words);
        tables.replaceAll((name, table) -> Dependents.without(table, words));
    }

    /** Later operations see a table that was not there. */
    public void made(Table table) {
        made.add(table.name());
        tables.put(table.name(), table);
    }

    /** Later operations do not see the table any more, under that name. */
    public void gone(QualifiedName name) {
        made.remove(name);
        gone.add(name);
        tables.remove(name);
    }

    /** Later operations see the table under another name. */
    public void renamed(Table table, QualifiedName now) {
        QualifiedName live = live(table.name()).orElse(table.name());
        gone(table.name());
        made(table.withName(now));
        lives.put(now, live);
    }

    /** Under which name the table is there before the run; empty for one that the plan makes. */
    public Optional<QualifiedName> live(QualifiedName name) {
        QualifiedName known = lives.get(name);
        return known != null
                ? Optional.of(known)
                : schema.find(name).map(Table::name).filter(one -> !made.contains(one));
    }

    /** The same, if the table has those columns before the run: nothing can be tried on others. */
    public Optional<QualifiedName> live(QualifiedName name, Set<String> columns) {
        return live(name)
                .flatMap(schema::find)
                .filter(
                        table ->
                                columns.stream()
                                        .allMatch(column -> table.column(column).isPresent()))
                .map(Table::name);
    }

    /** Whether a relation or index of that name is there by then. */
    public boolean taken(QualifiedName name) {
        return made.contains(name) || schema.relationNames().contains(name) && !gone.contains(name);
    }

    /** Whether an operation before the present one takes the relation away; not only its name. */
    boolean dropped(QualifiedName name) {
        return gone.contains(name) && !made.contains(name) && !lives.containsValue(name);
    }

    /** A relation or index of that name is there from now on. */
    public void taking(QualifiedName name) {
        made.add(name);
    }

    /** The tables as they are by then. */
    public List<Table> tables() {
        return List.copyOf(tables.values());
    }

    /** Whether an operation before the present one works on that table. */
    public boolean touchedBefore(QualifiedName table) {
        return plan.operations().stream()
                .limit(operation - 1L)
                .anyMatch(other -> other.tables().contains(table));
    }

    /** Whether an operation of the plan fills rows of that table. */
    public boolean fills(QualifiedName table) {
        return plan.operations().stream().anyMatch(other -> other.fills().contains(table));
    }

    /** A name of Godwit's own, the same at every compilation of this plan. */
    public String reserved(String what) {
        return "_godwit_" + hash() + "_" + what;
    }

    /** Eight hex digits that stand for this operation of this plan, or the part of it. */
    public String hash() {
        String of = plan.name() + '\0' + operation + (part == 0 ? "" : "." + part);
        return Plan.hash(of).substring(0, 8);
    }

    /** Adds a step. */
    public void step(
            Stage stage,
            String word,
            String summary,
            Work work,
            List<Work> undo,
            List<String> losses) {
        steps.add(new Step(0, stage, word, summary, work, undo, losses));
    }

    /** Adds a step whose undo brings everything back. */
    public void step(Stage stage, String word, String summary, Work work, Work... undo) {
        step(stage, word, summary, work, List.of(undo), List.of());
    }

    /** Why the step that was added last stands where it does. */
    public void because(String why) {
        steps.set(steps.size() - 1, steps.getLast().because(why));
    }

    /** The plan is wrong for this schema. */
    public Problems rejections() {
        return rejections;
    }

    /** The plan must not be run on this database as it is. */
    public Problems refusals() {
        return refusals;
    }

    /** People should know. */
    public void notice(String code, Location at, String what, String next) {
        notices.add(new Problem(code, what, at.toString(), "", next));
    }

    /** What people should know. */
    public List<Problem> notices() {
        return List.copyOf(notices);
    }

    /** An expression is to be tried on real rows; not one of a type that the plan makes. */
    public void tryOut(Trial trial) {
        if (objects.makes(trial.type(), trial.table().schema())) {
            notices.add(
                    new Problem(
                            "GW-238",
                            "up of %s.%s is not tried on rows beforehand"
                                    .formatted(trial.table(), trial.column()),
                            trial.where(),
                            "its type is made by this plan",
                            "make the type by a plan of its own to have it tried"));
        } else {
            trials.add(trial);
        }
    }

    /** The expressions to be tried. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Contract takes something away that running code may still use. */
    public void takesAway() {
        takesAway = true;
    }

    /** Whether contract needs a person's word by default. */
    public boolean takesSomethingAway() {
        return takesAway;
    }

    /** The steps in the order of running, numbered from 1. */
    public List<Step> steps() {
        List<Step> ordered = new ArrayList<>(steps);
        ordered.sort(Comparator.comparing(Step::stage)); // stable: the plan's order within a stage
        List<Step> numbered = new ArrayList<>();
        for (Step step : ordered) {
            numbered.add(step.at(numbered.size() + 1));
        }
        return numbered;
    }
}
