package dev.godwit.migration;

import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FoundMigrations;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import dev.godwit.workflow.operator.Notice;
import dev.godwit.workflow.operator.OperatorActivities;
import dev.godwit.workflow.operator.RecoverInput;
import dev.godwit.workflow.operator.Recovered;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.Uninstalled;

/** What is done to a PostgreSQL target beside migrations. Thread-safe; holds no state of a run. */
public final class PostgresOperator implements OperatorActivities {

    private final Host host;
    private final Outside outside;
    private final ScriptFolders folders;
    private final String version;

    /**
     * @param folders where the migrations of projects are
     * @param version of this worker, for people
     */
    public PostgresOperator(
            TargetDatabases targets, Outside outside, ScriptFolders folders, String version) {
        this.host = new Host(targets);
        this.outside = outside;
        this.folders = folders;
        this.version = version;
    }

    @Override
    public Recovered recover(RecoverInput input) {
        return new Recovery(host, outside).recover(input);
    }

    @Override
    public Inspection inspect(InspectInput input) {
        return new Inspections(host, version).inspect(input);
    }

    @Override
    public FoundMigrations findMigrations(FindMigrationsInput input) {
        return new PendingMigrations(host, folders).find(input);
    }

    @Override
    public Uninstalled uninstall(UninstallInput input) {
        return new Removals(host).uninstall(input);
    }

    @Override
    public StepDone tell(Notice notice) {
        outside.tell(notice);
        return new StepDone("");
    }
}
