package dev.godwit.migration;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.postgres.uninstall.Removal;
import dev.godwit.postgres.uninstall.Uninstall;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.Uninstalled;

/** The activity {@code uninstall}. */
final class Removals {

    private final Host host;

    Removals(Host host) {
        this.host = host;
    }

    Uninstalled uninstall(UninstallInput input) {
        String where = "uninstall of target " + input.target();
        return host.on(
                input.target(),
                where,
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    Removal removal = new Uninstall(target.database(), attempt).run(input.dryRun());
                    return new Uninstalled(
                            removal.removed(),
                            removal.objects(),
                            Messages.findings(removal.problems(), where));
                });
    }
}
