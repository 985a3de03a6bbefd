package dev.godwit.cli.command.migrations;

import dev.godwit.cli.output.Output;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.operator.FoundMigrations;

/** What is pending, for people. */
final class MigrationsView {

    private MigrationsView() {}

    static void say(FoundMigrations found, String target, Output output) {
        int pending = found.pending().size();
        output.line(
                "%s: %s, %d applied to %s"
                        .formatted(
                                found.folder(),
                                pending == 0
                                        ? "nothing is pending"
                                        : Words.count(pending, "migration", "migrations")
                                                + " pending",
                                found.applied(),
                                target));
        found.repairs().forEach(one -> output.line("  " + one.words()));
        if (!found.baseline().isEmpty()) {
            output.line(
                    "  recorded without being run: %s"
                            .formatted(String.join(", ", found.baseline())));
        }
        for (FoundMigrations.Pending one : found.pending()) {
            output.line(
                    one.words().isEmpty()
                            ? "  " + one.name()
                            : "  %s, keeping %s".formatted(one.name(), one.words()));
        }
    }
}
