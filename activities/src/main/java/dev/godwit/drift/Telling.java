package dev.godwit.drift;

import dev.godwit.drift.PostgresDrift.Seen;
import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.Difference;
import dev.godwit.plan.drift.Kind;
import dev.godwit.plan.drift.Reconciliation;
import dev.godwit.postgres.check.Replay;
import dev.godwit.postgres.drift.Packed;
import dev.godwit.postgres.drift.Remembered;
import dev.godwit.workflow.drift.CatalogCopy;
import dev.godwit.workflow.drift.CompareInput;
import dev.godwit.workflow.drift.DriftReport;
import dev.godwit.workflow.drift.Drifted;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Puts into a report in what a target differs from another. */
final class Telling {

    // Together they stay within the 2 MB that Temporal takes.
    private static final int MOST = 300;
    private static final int LONGEST_VALUE = 1_000;
    private static final int LONGEST_PROPOSAL = 500_000;

    private final CompareInput input;
    private final Seen here;

    Telling(CompareInput input, Seen here) {
        this.input = input;
        this.here = here;
    }

    /** From another database. */
    DriftReport against(CatalogCopy there) {
        List<String> names = here.migrations().names();
        List<String> notes = new ArrayList<>();
        if (here.version() != there.version()) {
            notes.add(
                    "the servers are PostgreSQL %d and %d: a view or an expression may only be printed in another way"
                            .formatted(here.version(), there.version()));
        }
        return report(
                there.target(),
                Packed.unpack(Base64.getDecoder().decode(there.packed())),
                input.privileges(),
                names.stream().filter(name -> !there.migrations().contains(name)).toList(),
                there.migrations().stream().filter(name -> !names.contains(name)).toList(),
                (int) names.stream().filter(there.migrations()::contains).count(),
                notes);
    }

    /** From what a project's migrations make. */
    DriftReport against(Replay.Made made) {
        List<String> notes = new ArrayList<>();
        if (!made.pending().isEmpty()) {
            notes.add("pending, and no part of this: " + String.join(", ", made.pending()));
        }
        notes.add("privileges are not compared: migrations seldom say them");
        return report(
                "what the migrations of %s make".formatted(made.folder()),
                made.catalog(),
                false,
                List.of(),
                List.of(),
                0,
                notes);
    }

    /** From what it was. */
    DriftReport since(Remembered before) {
        List<String> notes = new ArrayList<>();
        here.underWay()
                .forEach(
                        run ->
                                notes.add(
                                        "run "
                                                + run
                                                + " is under way: its changes are among these"));
        String when = before.at().truncatedTo(ChronoUnit.SECONDS).toString();
        return report(
                "itself at %s (%s)".formatted(when, before.since()),
                before.catalog(),
                input.privileges(),
                List.of(),
                List.of(),
                0,
                notes);
    }

    /** There is nothing to compare it with. */
    DriftReport nothing() {
        return new DriftReport(
                input.target(),
                "",
                List.of(),
                0,
                List.of(),
                List.of(),
                0,
                "",
                List.of(
                        "nothing is remembered of it yet: every run that ends does, and so does --accept"));
    }

    private DriftReport report(
            String against,
            Catalog there,
            boolean privileges,
            List<String> migrationsHere,
            List<String> migrationsThere,
            int migrations,
            List<String> notes) {
        Catalog own = wanted(here.catalog(), privileges);
        Catalog other = wanted(there, privileges);
        List<Difference> differences = Comparison.of(own, other);
        String proposal = Script.of(Reconciliation.of(own, other));
        notes.addAll(here.migrations().uncompared());
        if (proposal.length() > LONGEST_PROPOSAL) {
            notes.add(
                    "the proposal is too long to be sent: %,d characters"
                            .formatted(proposal.length()));
            proposal = "";
        }
        return new DriftReport(
                input.target(),
                against,
                differences.stream().limit(MOST).map(Telling::told).toList(),
                Math.max(0, differences.size() - MOST),
                migrationsHere,
                migrationsThere,
                migrations,
                proposal,
                notes);
    }

    private static Catalog wanted(Catalog catalog, boolean privileges) {
        List<CatalogObject> objects = new ArrayList<>(catalog.objects());
        objects.removeIf(object -> !privileges && object.kind() == Kind.PRIVILEGES);
        return new Catalog(objects);
    }

    private static Drifted told(Difference difference) {
        return new Drifted(
                difference.kind().words(),
                difference.object(),
                Drifted.Way.valueOf(difference.way().name()),
                difference.traits().entrySet().stream()
                        .map(
                                trait ->
                                        new Drifted.Trait(
                                                trait.getKey(),
                                                cut(trait.getValue().here()),
                                                cut(trait.getValue().there())))
                        .toList());
    }

    private static String cut(String value) {
        return value.length() > LONGEST_VALUE
                ? value.substring(0, LONGEST_VALUE)
                        + " ... (%,d characters)".formatted(value.length())
                : value;
    }
}
