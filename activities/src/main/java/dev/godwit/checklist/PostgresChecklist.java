package dev.godwit.checklist;

import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.postgres.history.evidence.RunLook;
import dev.godwit.postgres.history.evidence.TrialSearch;
import dev.godwit.workflow.checklist.ChecklistActivities;
import dev.godwit.workflow.checklist.LookInput;
import dev.godwit.workflow.checklist.Looked;
import dev.godwit.workflow.checklist.Trials;
import dev.godwit.workflow.checklist.TrialsInput;

/** Reads what PostgreSQL targets have recorded. Thread-safe. */
public final class PostgresChecklist implements ChecklistActivities {

    private final Host host;

    public PostgresChecklist(TargetDatabases targets) {
        this.host = new Host(targets);
    }

    @Override
    public Looked lookAtRun(LookInput input) {
        return host.on(
                input.target(),
                "the record of run " + input.run(),
                (target, attempt) ->
                        new Looked(RunLook.read(target.database(), input.run()).orElse(null)));
    }

    @Override
    public Trials findTrials(TrialsInput input) {
        return host.on(
                input.target(),
                "the record of target " + input.target(),
                (target, attempt) -> new Trials(TrialSearch.find(target.database(), input)));
    }
}
