package dev.godwit.migration;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.Preflights;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import java.time.Duration;
import java.util.Objects;

/** The activity {@code prepare}. */
final class Preparation {

    private final Host host;
    private final Outside outside;
    private final ScriptFolders folders;

    Preparation(Host host, Outside outside, ScriptFolders folders) {
        this.host = host;
        this.outside = outside;
        this.folders = folders;
    }

    Prepared prepare(PrepareInput input) {
        String run = Contract.runName(input.target(), input.plan());
        return host.on(
                input.target(),
                "phase preflight, run " + run,
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    Request request =
                            new Request(
                                    run,
                                    input.plan(),
                                    input.source(),
                                    input.text(),
                                    input.hash(),
                                    input.actor(),
                                    input.workflow(),
                                    Duration.ofSeconds(input.terminateAfter()),
                                    Objects.requireNonNullElse(input.preset(), ""));
                    Answer answer = Preflights.of(target, outside, folders).run(request, attempt);
                    return Messages.prepared(
                            answer, input.target(), run, target.guarded(), outside.tells());
                });
    }
}
