package dev.godwit.cli.run;

import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.ThrottleCommand;
import java.util.Locale;
import java.util.Set;

/** What a person decides about a run under way, sent to its workflow, which answers. */
public enum Decision {
    APPROVE(Set.of(Decision.MIGRATION, Decision.ROLLBACK)),
    RESUME(Set.of(Decision.MIGRATION, Decision.ROLLBACK)),
    PAUSE(Set.of(Decision.MIGRATION)),
    ABORT(Set.of(Decision.MIGRATION, "UpgradeWorkflow", "AuditWorkflow", "ReleaseWorkflow"));

    private static final String MIGRATION = "MigrationWorkflow";
    private static final String ROLLBACK = "RollbackWorkflow";

    private final Set<String> types;

    Decision(Set<String> types) {
        this.types = types;
    }

    /**
     * Sends it.
     *
     * @return what the workflow says, which has accepted it
     * @throws dev.godwit.cli.output.CliError when the run refuses, is not under way, is being taken
     *     back already, or no worker answers
     */
    public String send(RunHandle run, String actor, String reason) {
        return Update.send(run, toString(), types, new Command(actor, reason));
    }

    /** Changes the pace of a run; as {@link #send}. */
    public static String throttle(RunHandle run, ThrottleCommand command) {
        return Update.send(run, "throttle", Set.of(MIGRATION), command);
    }

    /** The name of the update and of the command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
