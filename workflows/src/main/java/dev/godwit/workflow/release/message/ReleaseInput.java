package dev.godwit.workflow.release.message;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import java.util.List;

/**
 * A migration and an upgrade that belong together.
 *
 * @param contract {@link Contract#VERSION} of the starter
 * @param name of the release on the migration's target
 * @param accept outcomes of the upgrade, beside done, with which the migration goes on
 * @param actor who started it
 * @param attributes whether the server knows Godwit's search attributes
 */
public record ReleaseInput(
        int contract,
        String name,
        MigrationInput migration,
        UpgradeInput upgrade,
        List<UpgradeOutcome> accept,
        String actor,
        boolean attributes) {

    public ReleaseInput {
        accept = List.copyOf(accept);
    }

    /** The same for a server that knows Godwit's search attributes, or does not. */
    public ReleaseInput with(boolean known) {
        return new ReleaseInput(
                contract, name, migration.with(known), upgrade.with(known), accept, actor, known);
    }

    /** The same without the plan's text, which is too long for a memo. */
    public ReleaseInput brief() {
        MigrationInput its =
                new MigrationInput(
                        migration.contract(),
                        migration.target(),
                        migration.queue(),
                        migration.plan(),
                        migration.source(),
                        "",
                        migration.hash(),
                        migration.actor(),
                        migration.attributes());
        return new ReleaseInput(contract, name, its, upgrade, accept, actor, attributes);
    }

    /** The release's name, which is its workflow id. */
    public String run() {
        return Contract.runName(migration.target(), name);
    }

    /** The name of its migration. */
    public String migrationRun() {
        return Contract.runName(migration.target(), migration.plan());
    }
}
